package io.plash.download;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A file on its way, between the thread that writes it and those that read it. */
final class Arrival {

    private @Nullable Path file;
    private long length;
    private boolean whole;
    private boolean isRead;
    private @Nullable Digest digest;
    private @Nullable Exception failure;

    /** Part of it is there. */
    synchronized void grown(Path part, long bytes) {
        file = part;
        length = bytes;
        notifyAll();
    }

    /** All of it is there, checked, under this name. */
    synchronized void arrived(Path checked, long bytes, Digest checkedDigest) {
        file = checked;
        length = bytes;
        digest = checkedDigest;
        whole = true;
        notifyAll();
    }

    /** It will not come. */
    synchronized void failed(Exception reason) {
        failure = reason;
        notifyAll();
    }

    /** Takes back what is there; false if someone has begun to read it. */
    synchronized boolean takeBack() {
        if (isRead) {
            return false;
        }
        file = null;
        length = 0;
        return true;
    }

    /** Waits for its beginning. */
    synchronized Path begin() throws IOException {
        awaitUntil(() -> file != null);
        isRead = true;
        return Objects.requireNonNull(file);
    }

    /** Waits until there is more than this, and returns how much there is; -1 if this is all. */
    synchronized long awaitMoreThan(long position) throws IOException {
        awaitUntil(() -> whole || length > position);
        return length > position ? length : -1;
    }

    /** Waits for all of it. */
    synchronized Path whole() throws IOException {
        awaitUntil(() -> whole);
        return Objects.requireNonNull(file);
    }

    /** Waits for all of it. */
    synchronized Digest digest() throws IOException {
        awaitUntil(() -> whole);
        return Objects.requireNonNull(digest);
    }

    private synchronized void awaitUntil(BooleanSupplier condition) throws IOException {
        while (!condition.getAsBoolean()) {
            if (failure instanceof PlashException refusal) {
                throw refusal;
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            }
        }
    }
}
