package io.plash.compress;

import io.plash.api.PlashException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a decompression that makes far more of a few bytes than there is in any archive of files, before it fills the disk.
 * The densest formats make tens of thousands of bytes of one.
 */
public final class ExpansionLimit {

    /** The variable that allows more, for users who know what they unpack. */
    public static final String VARIABLE = "PLASH_EXPANSION_LIMIT";

    private static final int MOST_TIMES = 250;

    /** Real archives have files of nothing but zeros, too, though not for long. */
    private static final long FREE = 1L << 30;

    private final long free;
    private final long times;
    private long read;
    private long made;

    ExpansionLimit(long free, String times) {
        this.free = free;
        if (!times.matches("[0-9]{0,9}")) {
            throw new PlashException("not a number: " + VARIABLE + " is " + times, "write how many times its size");
        }
        this.times = times.isEmpty() ? MOST_TIMES : Long.parseLong(times);
    }

    static ExpansionLimit usual() {
        return new ExpansionLimit(FREE, System.getenv().getOrDefault(VARIABLE, ""));
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
                if (made > free && made > read * times) {
                    throw new IOException(Compression.TOO_LARGE + times + " times its size");
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
