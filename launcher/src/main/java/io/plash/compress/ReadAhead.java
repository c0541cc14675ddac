package io.plash.compress;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream that another thread reads ahead of its reader, a few blocks at most. So decompressing and writing take turns
 * on no core.
 */
final class ReadAhead extends InputStream {

    private static final int BLOCKS = 8;
    private static final int BLOCK_SIZE = 256 * 1024;

    private static final class Block {
        final byte[] bytes = new byte[BLOCK_SIZE];
        int length;
        /** Why there is nothing after this block, if it is not the end of the stream. */
        @Nullable
        Throwable failure;

        boolean isLast() {
            return length < BLOCK_SIZE;
        }
    }

    private final InputStream source;
    private final Thread thread;
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private @Nullable Block current;
    private int position;
    private volatile boolean closed;

    ReadAhead(InputStream source) {
        this.source = source;
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new Block());
        }
        this.thread = new Thread(this::fill, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** The thread that reads ahead, so that a test can see it end. */
    Thread thread() {
        return thread;
    }

    private void fill() {
        try {
            Block block;
            do {
                block = empty.take();
                readInto(block);
                full.put(block);
            } while (!block.isLast());
        } catch (InterruptedException e) {
            // The reader closed the stream and waits for no more.
        }
    }

    private void readInto(Block block) {
        block.length = 0;
        try {
            int count;
            while (!closed
                    && block.length < BLOCK_SIZE
                    && (count = source.read(block.bytes, block.length, BLOCK_SIZE - block.length)) >= 0) {
                block.length += count;
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            // A decoder throws all of these at hostile input, or without its native library.
            block.failure = e;
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
        Block block = blockWithBytes();
        if (block == null) {
            return -1;
        }
        int count = Math.min(length, block.length - position);
        System.arraycopy(block.bytes, position, buffer, offset, count);
        position += count;
        return count;
    }

    private @Nullable Block blockWithBytes() throws IOException {
        try {
            while (current == null || position == current.length) {
                if (current != null) {
                    if (current.isLast()) {
                        return ended(current);
                    }
                    empty.put(current);
                }
                current = full.take();
                position = 0;
            }
            return current;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static @Nullable Block ended(Block last) throws IOException {
        if (last.failure instanceof IOException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (last.failure != null) {
            throw new IOException(last.failure.toString(), last.failure);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        source.close();
    }
}
