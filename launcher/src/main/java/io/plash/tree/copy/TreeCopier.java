package io.plash.tree.copy;

import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import io.plash.tree.TreeWalk;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Copies the trees of containers with all that the kernel lets one copy. */
public final class TreeCopier {

    private static final byte[] HERE = {'.'};

    private final Posix posix;
    private final List<Path> layers;

    /** Copies trees that are unions of these layers, the topmost first; or the layer itself, if it is only one. */
    public TreeCopier(Posix posix, List<Path> layers) {
        this.posix = posix;
        this.layers = List.copyOf(layers);
    }

    /**
     * Copies what is in a directory, with owners, permissions, times of modification, hard links, symbolic links, nodes,
     * sockets, extended attributes and holes, and gives the target the attributes of the directory itself. No link of the
     * source is followed. Where the filesystem can, the copy shares the blocks of the layers.
     *
     * @param source the empty path is the working directory
     * @param target an empty directory that nobody else writes to; stays the caller's to close, and when this throws, what
     *     it holds by then is the caller's to remove
     * @return what could not be copied and cannot be by this user, wherever the target is
     * @throws io.plash.api.PlashException if a file, which it names, cannot be read or copied, or changed meanwhile; or if
     *     there is a mount point in the source
     */
    public Omissions copy(Path source, int target) throws IOException {
        Omissions omissions = new Omissions();
        try (LayerFiles files = new LayerFiles(posix, layers)) {
            walk(source, target, omissions, new CopiedFiles(posix, files, target, omissions));
        }
        return omissions;
    }

    /**
     * The same, but only directories are copied; everything else becomes a further name of the file in the layer.
     *
     * @throws io.plash.api.PlashException also if the target is not on the filesystem of the layers
     */
    public Omissions link(Path source, int target) throws IOException {
        Omissions omissions = new Omissions();
        try (LayerFiles files = new LayerFiles(posix, layers)) {
            FileStatus.Identity there = posix.fstat(target).identity();
            for (FileStatus.Identity layer : files.tops()) {
                if (layer.deviceMajor() != there.deviceMajor() || layer.deviceMinor() != there.deviceMinor()) {
                    throw LinkedFiles.otherFilesystem();
                }
            }
            walk(source, target, omissions, new LinkedFiles(posix, files));
        }
        return omissions;
    }

    private void walk(Path source, int target, Omissions omissions, TargetFiles files) throws IOException {
        int from = posix.openat(Posix.AT_FDCWD, bytes(source), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try (TreeCopy copy = new TreeCopy(posix, target, omissions, files)) {
            new TreeWalk(posix, "copy").walk(from, HERE, copy);
        } finally {
            posix.close(from);
        }
    }

    private static byte[] bytes(Path path) {
        byte[] bytes = RawPath.bytes(path);
        return bytes.length == 0 ? HERE : bytes;
    }
}
