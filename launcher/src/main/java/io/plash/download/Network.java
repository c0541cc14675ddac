package io.plash.download;

import io.plash.progress.Progress;
import java.io.IOException;
import java.nio.channels.FileLock;

/**
 * What all transfers share.
 *
 * @param offline whether nothing may be asked
 */
record Network(
        Exchange exchange,
        DownloadCache cache,
        Locks locks,
        Patience patience,
        Progress progress,
        SignatureCheck signatures,
        boolean offline) {

    /** Locks that other processes see. */
    @FunctionalInterface
    interface Locks {
        FileLock acquire(String name) throws IOException;
    }
}
