package io.plash.inspect;

import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import io.plash.tree.Descent;
import io.plash.tree.TreeWalk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** How much space directories take on the disk. A file with several names counts once, where it is seen first. */
public final class DiskUsage {

    private static final int BLOCK = 512;

    private final Posix posix;
    private final Set<FileStatus.Identity> counted = new HashSet<>();
    private long bytes;

    public DiskUsage(Posix posix) {
        this.posix = posix;
    }

    /** The bytes that a directory takes with all that is in it, without files that were counted before. */
    public long of(Path directory) throws IOException {
        long before = bytes;
        int parent = posix.openat(
                Posix.AT_FDCWD, RawPath.bytes(directory.resolveSibling("")), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try {
            new TreeWalk(posix, "measure").walk(parent, RawPath.bytes(directory.getFileName()), new Sum());
        } finally {
            posix.close(parent);
        }
        return bytes - before;
    }

    private final class Sum implements TreeWalk.Visitor {

        @Override
        public void entered(Descent here, byte[] name, FileStatus status) {
            bytes += status.blocks() * BLOCK;
        }

        @Override
        public void file(Descent here, byte[] name, FileStatus status) {
            if (status.links() == 1 || counted.add(status.identity())) {
                bytes += status.blocks() * BLOCK;
            }
        }

        @Override
        public void leaving(Descent here) {
            // Nothing is known then that was not known before.
        }
    }
}
