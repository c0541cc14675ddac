package io.plash.download;

import io.plash.api.download.Digest;
import io.plash.api.download.Download;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** A download that begins when it is first wanted. */
final class CachedDownload implements Download {

    private final Transfer transfer;
    private final Executor executor;
    private final AtomicBoolean started = new AtomicBoolean();

    CachedDownload(Transfer transfer, Executor executor) {
        this.transfer = transfer;
        this.executor = executor;
    }

    @Override
    public void start() {
        if (started.compareAndSet(false, true)) {
            executor.execute(transfer::run);
        }
    }

    @Override
    public InputStream open() throws IOException {
        start();
        return new ArrivingStream(transfer.arrival());
    }

    @Override
    public Digest digest() throws IOException {
        if (transfer.expected().isPresent()) {
            return transfer.expected().get();
        }
        start();
        return transfer.arrival().digest();
    }

    @Override
    public Path file() throws IOException {
        start();
        return transfer.arrival().whole();
    }
}
