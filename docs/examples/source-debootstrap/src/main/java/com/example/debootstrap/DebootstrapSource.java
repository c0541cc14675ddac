package com.example.debootstrap;

import io.plash.api.PlashException;
import io.plash.api.Requirement;
import io.plash.api.download.Downloader;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Debian, made of its packages by mmdebstrap(1): {@code --from-debootstrap bookworm}.
 *
 * <p>Nobody keeps such images, so a pinned name cannot be the digest of one. It is that of the suite's release file, which
 * has the digests of all packages in it; its date becomes the time of the files. Of one release file mmdebstrap makes the
 * same bytes each time. Once the mirror has another one, the pinned image cannot be made any more, and that is said.
 */
public final class DebootstrapSource implements ImageSource {

    private final Supplier<String> mirror;
    private final Mmdebstrap mmdebstrap;

    /** Called by {@link java.util.ServiceLoader}. */
    public DebootstrapSource() {
        this(AptConfiguration::mirror, new Mmdebstrap(List.of("--variant=minbase")));
    }

    /** For tests. */
    DebootstrapSource(Supplier<String> mirror, Mmdebstrap mmdebstrap) {
        this.mirror = mirror;
        this.mmdebstrap = mmdebstrap;
    }

    @Override
    public String scheme() {
        return "debootstrap";
    }

    @Override
    public ImageReference resolve(String name) {
        return reference(Suite.parse(name));
    }

    @Override
    public ImageReference pin(ImageReference image, Downloader downloader) throws IOException {
        Suite suite = Suite.parse(image.name());
        return suite.release().isPresent()
                ? image
                : reference(suite.of(ask(suite, downloader).digest()));
    }

    @Override
    public FetchedImage fetch(ImageReference image, Downloader downloader, Path directory) throws IOException {
        Suite suite = Suite.parse(image.name());
        Release release = ask(suite, downloader);
        if (suite.release().isPresent() && !suite.release().get().equals(release.digest())) {
            throw new PlashException(
                    "cannot make " + image + ": the mirror has a later release of it by now", "pin it anew");
        }
        Path archive = mmdebstrap.make(suite, release, mirror.get(), directory);
        return new FetchedImage(reference(suite.of(release.digest())), Layer.of(archive));
    }

    @Override
    public Optional<String> address(ImageReference image, Downloader downloader) {
        return Optional.of(directoryOf(Suite.parse(image.name())));
    }

    @Override
    public List<Requirement> requirements() {
        String name = "mmdebstrap";
        return List.of(Requirement.program(
                name, "cannot make images of Debian", new Requirement.Packages(name, name, name, name)));
    }

    private Release ask(Suite suite, Downloader downloader) throws IOException {
        Response answer = downloader.ask(Request.get(directoryOf(suite) + "InRelease"));
        if (answer.status() == 404) {
            throw new ImageNotFoundException(
                    reference(suite), "see what there is in " + mirror.get() + "dists/, or in `apt policy`");
        }
        return Release.parse(answer.success());
    }

    private String directoryOf(Suite suite) {
        return mirror.get() + "dists/" + suite.name() + "/";
    }

    private ImageReference reference(Suite suite) {
        return new ImageReference(scheme(), suite.toString());
    }
}
