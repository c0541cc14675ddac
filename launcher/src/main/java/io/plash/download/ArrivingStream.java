package io.plash.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/** Reads a file while it comes. */
final class ArrivingStream extends InputStream {

    private final Arrival arrival;
    private final FileChannel channel;
    private long position;
    private long available;

    ArrivingStream(Arrival arrival) throws IOException {
        this.arrival = arrival;
        this.channel = open(arrival);
    }

    private static FileChannel open(Arrival arrival) throws IOException {
        try {
            return FileChannel.open(arrival.begin(), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            // It has just got its final name.
            return FileChannel.open(arrival.whole(), StandardOpenOption.READ);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == available) {
            long more = arrival.awaitMoreThan(position);
            if (more < 0) {
                return -1;
            }
            available = more;
        }
        int most = (int) Math.min(length, available - position);
        int count = channel.read(ByteBuffer.wrap(buffer, offset, most), position);
        if (count < 0) {
            throw new IOException("the file in the download cache was cut off");
        }
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
