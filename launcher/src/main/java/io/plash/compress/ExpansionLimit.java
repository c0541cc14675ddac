package io.plash.compress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a decompression that makes far more of a few bytes than there is in any archive of files, before it fills the disk.
 * The densest formats make tens of thousands of bytes of one.
 */
final class ExpansionLimit {

    private static final int MOST_TIMES = 250;

    /** Real archives have files of nothing but zeros, too, though not for long. */
    private static final long FREE = 1L << 30;

    private final long free;
    private long read;
    private long made;

    ExpansionLimit(long free) {
        this.free = free;
    }

    static ExpansionLimit usual() {
        return new ExpansionLimit(FREE);
    }

    /** For something that is known to be so long. */
    static ExpansionLimit of(long size) {
        ExpansionLimit limit = usual();
        limit.read = size;
        return limit;
    }

    /** What is decompressed. */
    InputStream compressed(InputStream in) {
        return new Counted(in) {
            @Override
            void count(int bytes) {
                read += bytes;
            }
        };
    }

    /** What that gives; read by the same thread. */
    InputStream plain(InputStream in) {
        return new Counted(in) {
            @Override
            void count(int bytes) throws IOException {
                made += bytes;
                if (made > free && made > read * MOST_TIMES) {
                    throw new IOException(Compression.TOO_LARGE);
                }
            }
        };
    }

    private abstract static class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        abstract void count(int bytes) throws IOException;

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte @Nullable [] buffer, int offset, int length) throws IOException {
            int bytes = super.read(buffer, offset, length);
            count(Math.max(bytes, 0));
            return bytes;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 8192)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
