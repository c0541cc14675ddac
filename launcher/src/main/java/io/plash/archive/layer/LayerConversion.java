package io.plash.archive.layer;

import io.plash.api.PlashException;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import io.plash.tree.TreeWalk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes layers that one union filesystem wrote into such as another one shows. All of them show layers with the marks of
 * overlay, for those of images have these; so it is always these that layers have afterwards.
 */
public final class LayerConversion {

    private final Posix posix;
    private final TreeWalk.Visitor visitor;

    private LayerConversion(Posix posix, TreeWalk.Visitor visitor) {
        this.posix = posix;
        this.visitor = visitor;
    }

    /**
     * Of layers that the union filesystem of this name wrote.
     *
     * @throws PlashException if it is not known how it writes them
     */
    public static LayerConversion from(Posix posix, OverlayMarks marks, String unionTaste) {
        return switch (unionTaste) {
            case "overlay" -> new LayerConversion(posix, new OverlayOnly(posix));
            case "fuse-overlayfs" -> new LayerConversion(posix, new FuseMarks(posix, marks));
            default ->
                throw new PlashException(
                        "cannot convert layers of " + unionTaste + ": nothing is known about how it writes them",
                        "take containers out with `plash export-tar`, and import them into other build data");
        };
    }

    /**
     * Converts a layer. If that is interrupted, the layer is shown as before by both union filesystems.
     *
     * @param directory where error messages see the layer from
     * @param layer without a link in it
     */
    public void convert(Path directory, Path layer) throws IOException {
        int dir = posix.openat(Posix.AT_FDCWD, RawPath.bytes(directory), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try {
            new TreeWalk(posix, "convert").walk(dir, RawPath.bytes(directory.relativize(layer)), visitor);
        } finally {
            posix.close(dir);
        }
    }
}
