package io.plash.tree.copy;

import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.IOException;

/** Copies the content of files, holes as holes; in the kernel where it can, which may share the blocks. */
final class ContentCopy {

    private static final int BUFFER_SIZE = 256 * 1024;

    private final Posix posix;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private boolean inKernel = true;

    ContentCopy(Posix posix) {
        this.posix = posix;
    }

    /** Fills an empty file. */
    void copy(SourceFile from, int to) throws IOException {
        if (from.isSparse()) {
            from.extents((offset, length) -> {
                posix.lseek(to, offset, Posix.SEEK_SET);
                copy(from, to, offset, length);
            });
            posix.ftruncate(to, from.status().size());
        } else {
            copy(from, to, 0, from.status().size());
        }
        from.requireUnchanged();
    }

    private void copy(SourceFile from, int to, long offset, long length) throws IOException {
        long done = inKernel ? copyInKernel(from, to, offset, length) : 0;
        if (done < length) {
            from.read(offset + done, length - done, buffer, (bytes, count) -> posix.write(to, bytes, 0, count));
        }
    }

    /** How much of it the kernel copied; the rest is to be copied by hand, and if it is the end of the file, fails there. */
    private long copyInKernel(SourceFile from, int to, long offset, long length) throws IOException {
        posix.lseek(from.fd(), offset, Posix.SEEK_SET);
        long done = 0;
        while (done < length) {
            long count = copyFileRange(from.fd(), to, length - done);
            if (count == 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    private long copyFileRange(int from, int to, long length) throws IOException {
        try {
            return posix.copyFileRange(from, to, length);
        } catch (PosixException e) {
            switch (e.errno()) {
                // Between these filesystems, or at all, it cannot: copy_file_range(2). An overlay never can.
                case EXDEV, EINVAL, EOPNOTSUPP, ENOSYS, EPERM -> {
                    inKernel = false;
                    return 0;
                }
                default -> throw e;
            }
        }
    }
}
