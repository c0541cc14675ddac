package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A backend of a third party: an image source that takes archives by their path. */
final class ShelfJar {

    private static final String SOURCE = """
            package com.example;

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

    /** Compiles it against the installed plash, for {@code --from-SCHEME}. */
    static Path make(Path directory, String scheme) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path source = Files.writeString(directory.resolve("ShelfSource.java"), SOURCE.replace("$scheme", scheme));
        Path classes = directory.resolve("classes");
        String api = onlyMatch(Plash.prefix().resolve("lib/plash/jars"), "plash-api*.jar")
                .toString();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                api,
                                "--release",
                                "17",
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
        Path jar = directory.resolve(scheme + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/io.plash.api.image.ImageSource"));
            out.write("com.example.ShelfSource\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("com/example/ShelfSource.class"));
            Files.copy(classes.resolve("com/example/ShelfSource.class"), out);
        }
        return jar;
    }

    private static Path onlyMatch(Path directory, String pattern) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            return files.iterator().next();
        }
    }
}
