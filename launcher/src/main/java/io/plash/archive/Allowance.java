package io.plash.archive;

import io.plash.api.PlashException;

/** How much an archive may make us remember until its end, so that none fills the memory. */
final class Allowance {

    /** A large desktop has a hundred thousand directories with names of sixty bytes. */
    private static final long BYTES = 48L * 1024 * 1024;

    /** What one more thing to remember takes beside its text, roughly. */
    private static final int EACH = 200;

    private long left = BYTES;

    void take(long bytes) {
        left -= bytes + EACH;
        if (left < 0) {
            throw new PlashException("too many directories and device nodes in the archive");
        }
    }
}
