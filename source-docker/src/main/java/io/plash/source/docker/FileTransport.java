package io.plash.source.docker;

import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.local.LocalImages;
import io.plash.source.docker.local.LocalName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * {@code PATH[:NAME]}: an image in a file or a directory.
 *
 * @param kind how to read it
 */
record FileTransport(Kind kind) implements Transport {

    /** Opens what is at a path; the second is a directory for what has to be decompressed. */
    @FunctionalInterface
    interface Kind {
        LocalImages open(Path path, Path directory) throws IOException;
    }

    @Override
    public String resolve(String name) {
        return LocalName.parse(name).toString();
    }

    @Override
    public String seenFrom(Path directory, String name) {
        return name.isEmpty() || name.startsWith("/") ? name : directory + "/" + name;
    }

    @Override
    public String pin(String name, ImageReference image, Downloader downloader) throws IOException {
        LocalName local = LocalName.parse(name);
        if (local.digest().isPresent()) {
            return name;
        }
        Path directory = Files.createTempDirectory("plash-docker-");
        try {
            return local.pinned(kind.open(local.path(), directory).digest(local, image))
                    .toString();
        } finally {
            delete(directory);
        }
    }

    /** There are no directories in it. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Override
    public FetchedImage fetch(String name, Fetch call) throws IOException {
        LocalName local = LocalName.parse(name);
        LocalImages images = kind.open(local.path(), call.directory());
        ImageReference pinned = call.named()
                .apply(local.pinned(images.digest(local, call.image())).toString());
        return images.image(local, call.image(), pinned, call.machine());
    }
}
