package io.plash.archive;

import io.plash.posix.Posix;
import java.io.IOException;

/** Writes the content of the entry that an archive is at. */
final class ContentWriter {

    private static final int BUFFER_SIZE = 256 * 1024;

    private final Posix posix;
    private final RawTarInputStream tar;
    private final byte[] buffer = new byte[BUFFER_SIZE];

    ContentWriter(Posix posix, RawTarInputStream tar) {
        this.posix = posix;
        this.tar = tar;
    }

    /** Leaves the holes of a sparse file alone, so that one of terabytes takes no time. */
    void write(int fd) throws IOException {
        SparseLayout sparse = tar.sparse();
        if (sparse == null) {
            copy(fd, tar.getCurrentEntry().getSize());
            return;
        }
        posix.ftruncate(fd, sparse.size());
        for (SparseLayout.Piece piece : sparse.pieces()) {
            posix.lseek(fd, piece.offset(), Posix.SEEK_SET);
            copy(fd, piece.length());
        }
    }

    private void copy(int fd, long size) throws IOException {
        for (long left = size; left > 0; ) {
            int count = tar.read(buffer, 0, (int) Math.min(left, BUFFER_SIZE));
            if (count <= 0) {
                throw new IOException(RawTarInputStream.TRUNCATED);
            }
            posix.write(fd, buffer, 0, count);
            left -= count;
        }
    }
}
