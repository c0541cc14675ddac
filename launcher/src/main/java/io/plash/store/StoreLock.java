package io.plash.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Locks between plash processes, each on one byte of one file.
 *
 * <p>A lock has a name; its byte is the hash of the name, so that names need no files that someone would have to delete.
 * The kernel releases the locks of a process when it ends, however it ends (fcntl_locking(2)). A child does not inherit
 * them.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    StoreLock(DataDirectory data) throws IOException {
        channel = FileChannel.open(data.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Waits for a lock; closing it releases it. */
    FileLock acquire(String name) throws IOException {
        return channel.lock(position(name), 1, false);
    }

    /** Takes a lock if no process has it, this one included. */
    Optional<FileLock> tryAcquire(String name) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(position(name), 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long position(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            // The kernel wants an offset that is not negative.
            return ByteBuffer.wrap(hash).getLong() & (Long.MAX_VALUE >> 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
