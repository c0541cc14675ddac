package io.plash.archive.layer;

import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.tree.copy.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small files of a container, without mounting it. No link is followed: an image could lead anywhere with one. */
public final class LayeredFiles {

    private static final int BUFFER_SIZE = 16 * 1024;

    private final Posix posix;
    private final OverlayMarks marks;
    private final List<Path> layers;

    /** Those of these layers, the topmost first. */
    public LayeredFiles(Posix posix, OverlayMarks marks, List<Path> layers) {
        this.posix = posix;
        this.marks = marks;
        this.layers = List.copyOf(layers);
    }

    /**
     * The content of a regular file.
     *
     * @param path without a slash at the beginning
     * @param most how many bytes it may have
     * @return empty if there is none, or it is larger
     */
    public Optional<byte[]> read(String path, int most) throws IOException {
        try (LowerLayers lower = new LowerLayers(posix, marks, layers)) {
            LowerFile file = lower.find(path);
            if (file == null
                    || file.status().type() != FileStatus.REGULAR
                    || file.status().size() > most) {
                return Optional.empty();
            }
            byte[] parent = LowerLayers.bytes("./" + LowerLayers.parent(path));
            int directory = posix.openat(file.layer(), parent, OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
            try (SourceFile source = SourceFile.open(posix, directory, LowerLayers.leaf(path))) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                source.read(
                        0,
                        source.status().size(),
                        new byte[BUFFER_SIZE],
                        (bytes, length) -> content.write(bytes, 0, length));
                return Optional.of(content.toByteArray());
            } finally {
                posix.close(directory);
            }
        }
    }
}
