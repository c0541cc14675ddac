package io.plash.source.docker;

import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.oci.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A way to images, with names of its own. */
interface Transport {

    /** What the user is to be told about a full name before its image is fetched. */
    default Optional<String> notice(String name) {
        return Optional.empty();
    }

    /** The full name of what a user typed. Neither the network nor a file is asked. */
    String resolve(String name);

    /** The same name for whoever is in another directory. */
    default String seenFrom(Path directory, String name) {
        return name;
    }

    /** The name that always means what this full name means now. */
    String pin(String name, ImageReference image, Downloader downloader) throws IOException;

    /**
     * The image of a full name.
     *
     * @param call what is to be done
     */
    FetchedImage fetch(String name, Fetch call) throws IOException;

    /**
     * A call of {@link DockerSource#fetch}.
     *
     * @param image messages call it so
     * @param directory for files of this call
     * @param named makes an image of a full name of this transport
     */
    record Fetch(
            ImageReference image,
            Downloader downloader,
            Path directory,
            Machine machine,
            Function<String, ImageReference> named) {}
}
