package io.plash.tree;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import java.io.IOException;
import java.nio.file.Path;

/** Copies trees with all that the kernel lets one copy. */
public final class TreeCopier {

    private static final byte[] HERE = {'.'};

    private final Posix posix;

    public TreeCopier(Posix posix) {
        this.posix = posix;
    }

    /**
     * Copies what is in a directory, with owners, permissions, times of modification, hard links, symbolic links, nodes,
     * sockets, extended attributes and holes, and gives the target the attributes of the directory itself. No link of the
     * source is followed.
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
        int from = posix.openat(Posix.AT_FDCWD, bytes(source), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try (TreeCopy copy = new TreeCopy(posix, target, omissions)) {
            new TreeWalk(posix, "copy").walk(from, HERE, copy);
        } finally {
            posix.close(from);
        }
        return omissions;
    }

    private static byte[] bytes(Path path) {
        byte[] bytes = RawPath.bytes(path);
        return bytes.length == 0 ? HERE : bytes;
    }
}
