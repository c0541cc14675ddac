package io.plash.harness.install;

import java.io.IOException;
import java.nio.file.Path;

/** A backend of a third party: an image source that takes archives by their path. */
final class ShelfJar {

    private static final String SOURCE = """
            import io.plash.api.download.Downloader;
            import io.plash.api.image.*;
            import java.nio.file.*;

            public final class ShelfSource implements ImageSource {
                @Override public String scheme() { return "$scheme"; }

                @Override public ImageReference resolve(String name) { return new ImageReference(scheme(), name); }

                @Override public ImageReference pin(ImageReference image, Downloader downloader) { return image; }

                @Override public FetchedImage fetch(ImageReference image, Downloader downloader, Path directory)
                        throws java.io.IOException {
                    return new FetchedImage(image, Layer.of(Path.of(image.name())));
                }
            }
            """;

    private ShelfJar() {}

    /** Compiles it, for {@code --from-SCHEME}. */
    static Path make(Path directory, String scheme) throws IOException {
        return ExtensionJar.make(
                directory,
                scheme + ".jar",
                "io.plash.api.image.ImageSource",
                "ShelfSource",
                SOURCE.replace("$scheme", scheme));
    }
}
