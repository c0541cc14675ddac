package io.plash.api.image;

import io.plash.api.mount.BindMount;
import java.nio.file.Path;
import java.util.List;

/**
 * An image on this machine, not unpacked yet.
 *
 * @param archive a tar archive of the root filesystem, compressed or not, whose name and suffix mean nothing
 * @param binds what else a container of this image sees of the host, besides what every container sees; the targets
 *     exist in the archive
 */
public record FetchedImage(Path archive, List<BindMount> binds) {

    public FetchedImage {
        binds = List.copyOf(binds);
    }

    /** An image that is nothing but its archive. */
    public FetchedImage(Path archive) {
        this(archive, List.of());
    }
}
