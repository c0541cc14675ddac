package io.plash.archive;

import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.attribute.AttributeWriter;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gives files that have their content their attributes, and closes them; of large archives on a thread of its own, while
 * the next ones are made. It works on descriptors only, so it does not matter what becomes of the names meanwhile.
 */
final class FileFinisher implements AutoCloseable {

    /** So many are handed over at once, for to wake a thread takes longer than to finish a file. */
    private static final int BATCH = 32;

    private record Written(EntryName name, int fd, Attributes attributes) {}

    private final Posix posix;
    private final Omissions omissions = new Omissions();
    private final AttributeWriter writer;
    private List<Written> batch = new ArrayList<>(BATCH);
    private @Nullable ExecutorService thread;
    private @Nullable Future<?> running;

    FileFinisher(Posix posix) {
        this.posix = posix;
        this.writer = new AttributeWriter(posix, new UnpackRefusals(omissions));
    }

    /**
     * Takes over a file. What cannot be done to it may be thrown by a later call; the message names it.
     *
     * @param fd is closed, whatever happens
     */
    void add(EntryName name, int fd, Attributes attributes) throws IOException {
        batch.add(new Written(name, fd, attributes));
        if (batch.size() < BATCH) {
            return;
        }
        await();
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "attributes"));
        }
        List<Written> full = batch;
        batch = new ArrayList<>(BATCH);
        running = thread.submit(() -> {
            finish(full);
            return null;
        });
    }

    /** Finishes all files, and returns what they have to do without. */
    Omissions finish() throws IOException {
        await();
        finish(batch);
        return omissions;
    }

    private void await() throws IOException {
        Future<?> before = running;
        running = null;
        try {
            if (before != null) {
                before.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void finish(List<Written> files) throws IOException {
        try {
            for (Written file : files) {
                finish(file);
            }
        } finally {
            close(files);
        }
    }

    private void finish(Written file) throws IOException {
        try {
            writer.write(file.fd(), file.attributes());
        } catch (PosixException e) {
            throw RootfsUnpacker.refusal(file.name(), e);
        }
    }

    private void close(List<Written> files) throws IOException {
        for (Written file : files) {
            posix.close(file.fd());
        }
        files.clear();
    }

    /** Waits until no file is being worked on. Those that are not finished are closed as they are. */
    @Override
    public void close() throws IOException {
        try {
            await();
        } finally {
            close(batch);
            if (thread != null) {
                thread.shutdown();
            }
        }
    }
}
