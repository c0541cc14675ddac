package io.plash.download;

import io.plash.api.download.Digest;
import io.plash.posix.library.FastDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** The beginning of a file, and its digest so far. */
final class PartFile implements AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 16;

    private final FileChannel channel;
    private final String algorithm;
    private final LongConsumer growth;
    private MessageDigest digest;
    private long length;

    /**
     * Opens it.
     *
     * @param algorithm of {@link Digest}
     * @param growth is told how long it is, each time that it has become longer
     */
    PartFile(Path file, String algorithm, LongConsumer growth) throws IOException {
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.algorithm = algorithm;
        this.growth = growth;
        this.digest = FastDigest.computation(algorithm);
    }

    long length() {
        return length;
    }

    /** The digest of what there is. */
    Digest digest() {
        return Digest.of(algorithm, snapshot(digest).digest());
    }

    /** Takes what is in the file already as its beginning. */
    void resume() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        while (channel.read(buffer.clear(), length) > 0) {
            took(buffer.flip());
        }
    }

    /** Begins again with nothing. */
    void clear() throws IOException {
        channel.truncate(0);
        digest.reset();
        length = 0;
    }

    void append(byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer, length + buffer.position());
        }
        took(buffer.flip());
    }

    /**
     * Reads as many bytes as there are here.
     *
     * @return whether they are the same
     */
    boolean beginsLike(InputStream in) throws IOException {
        MessageDigest other = FastDigest.computation(algorithm);
        byte[] bytes = new byte[BUFFER_SIZE];
        for (long left = length; left > 0; ) {
            int count = in.read(bytes, 0, (int) Math.min(bytes.length, left));
            if (count < 0) {
                return false;
            }
            other.update(bytes, 0, count);
            left -= count;
        }
        return MessageDigest.isEqual(other.digest(), snapshot(digest).digest());
    }

    /** Writes it to the disk, so that no power cut leaves a hole in what has its final name. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void took(ByteBuffer bytes) {
        length += bytes.remaining();
        digest.update(bytes);
        growth.accept(length);
    }

    private static MessageDigest snapshot(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("all of them can be cloned", e);
        }
    }
}
