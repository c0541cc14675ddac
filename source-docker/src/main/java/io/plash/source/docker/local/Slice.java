package io.plash.source.docker.local;

import io.plash.api.download.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param offset where it begins
 * @param size in bytes
 */
record Slice(Path file, long offset, long size) implements Content {

    @Override
    public InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file);
        channel.position(offset);
        return new Stream(Channels.newInputStream(channel), size);
    }

    private static final class Stream extends FilterInputStream {

        private long left;

        Stream(InputStream in, long size) {
            super(in);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte @Nullable [] buffer, int from, int length) throws IOException {
            int count = left == 0 ? -1 : super.read(buffer, from, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
