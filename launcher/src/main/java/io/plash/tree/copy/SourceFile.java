package io.plash.tree.copy;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.IOException;

/** A regular file that is read from its beginning to its end, and must not change meanwhile. */
public final class SourceFile implements AutoCloseable {

    /** Below this, looking for holes costs more than reading them. */
    private static final long MAY_BE_SPARSE = 64 * 1024;

    /** Is told where a file has data. */
    public interface Extents {
        void at(long offset, long length) throws IOException;
    }

    /** Takes what is read. */
    public interface Sink {
        void write(byte[] buffer, int length) throws IOException;
    }

    private final Posix posix;
    private final int fd;
    private final FileStatus status;

    private SourceFile(Posix posix, int fd) throws IOException {
        this.posix = posix;
        this.fd = fd;
        this.status = posix.fstat(fd);
    }

    /**
     * Opens a name in a directory.
     *
     * @throws IOException also if it is no regular file
     */
    public static SourceFile open(Posix posix, int dir, byte[] name) throws IOException {
        // A FIFO that took the place of the file meanwhile must not keep us waiting for a writer.
        int flags = OpenFlags.READ | OpenFlags.NOFOLLOW | OpenFlags.NONBLOCK;
        int fd = posix.openat(dir, name, flags, 0);
        try {
            SourceFile file = new SourceFile(posix, fd);
            if (file.status.type() != FileStatus.REGULAR) {
                throw changed();
            }
            return file;
        } catch (IOException e) {
            posix.close(fd);
            throw e;
        }
    }

    /** As it was when it was opened. */
    public FileStatus status() {
        return status;
    }

    int fd() {
        return fd;
    }

    /** Whether there is a hole in it. Depends on nothing that the filesystem may still rearrange on its own. */
    public boolean isSparse() throws IOException {
        return status.size() >= MAY_BE_SPARSE && posix.lseek(fd, 0, Posix.SEEK_HOLE) < status.size();
    }

    /** Tells where there is data, in order; what is between is zeros. */
    public void extents(Extents extents) throws IOException {
        for (long at = 0; at < status.size(); ) {
            long data = nextData(at);
            if (data >= status.size()) {
                return;
            }
            long end = Math.min(posix.lseek(fd, data, Posix.SEEK_HOLE), status.size());
            extents.at(data, end - data);
            at = end;
        }
    }

    private long nextData(long from) throws IOException {
        try {
            return posix.lseek(fd, from, Posix.SEEK_DATA);
        } catch (PosixException e) {
            // No more data: lseek(2).
            if (e.errno() == Errno.ENXIO) {
                return status.size();
            }
            throw e;
        }
    }

    /**
     * Reads a part of it.
     *
     * @throws IOException also if the file ends before
     */
    public void read(long offset, long length, byte[] buffer, Sink sink) throws IOException {
        posix.lseek(fd, offset, Posix.SEEK_SET);
        for (long left = length; left > 0; ) {
            int count = posix.read(fd, buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw changed();
            }
            sink.write(buffer, count);
            left -= count;
        }
    }

    /** Throws if somebody wrote to it since it was opened. */
    public void requireUnchanged() throws IOException {
        FileStatus now = posix.fstat(fd);
        if (now.size() != status.size() || !now.modified().equals(status.modified())) {
            throw changed();
        }
    }

    static IOException changed() {
        return new IOException("it changed while it was read");
    }

    @Override
    public void close() throws IOException {
        posix.close(fd);
    }
}
