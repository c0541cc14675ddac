package io.plash.archive;

import io.plash.posix.Posix;
import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveStructSparse;

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

    void write(TarArchiveEntry entry, int fd) throws IOException {
        if (entry.isSparse()) {
            writeSparse(entry, fd);
        } else {
            copy(fd, entry.getSize());
        }
    }

    /** Goes by the map rather than by what reads as zeros, so that a hole of terabytes takes no time. */
    private void writeSparse(TarArchiveEntry entry, int fd) throws IOException {
        long position = 0;
        for (TarArchiveStructSparse data : entry.getOrderedSparseHeaders()) {
            skip(data.getOffset() - position);
            posix.lseek(fd, data.getOffset(), Posix.SEEK_SET);
            copy(fd, data.getNumbytes());
            position = data.getOffset() + data.getNumbytes();
        }
        posix.ftruncate(fd, entry.getRealSize());
    }

    private void skip(long hole) throws IOException {
        for (long left = hole; left > 0; ) {
            long skipped = tar.skip(left);
            if (skipped <= 0) {
                throw new IOException("damaged map of a sparse file");
            }
            left -= skipped;
        }
    }

    private void copy(int fd, long size) throws IOException {
        for (long left = size; left > 0; ) {
            int count = tar.read(buffer, 0, (int) Math.min(left, BUFFER_SIZE));
            if (count <= 0) {
                throw new IOException("Truncated TAR archive");
            }
            posix.write(fd, buffer, 0, count);
            left -= count;
        }
    }
}
