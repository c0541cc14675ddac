package io.plash.launch;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Programs that serve the union of a container. */
public final class UnionServers {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private UnionServers() {}

    /**
     * Waits until the server of a launched program has ended, which it does when it has written everything. A program that
     * left others running in the container keeps it; then this returns after a while.
     *
     * @param plan the launch plan, on which the server has a lock
     */
    public static void awaitEnd(Path plan) throws IOException {
        Posix posix = Posix.system();
        int fd = posix.openat(Posix.AT_FDCWD, RawText.encode(plan.toString()), OpenFlags.READ, 0);
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!posix.flock(fd, Posix.Lock.EXCLUSIVE, false) && System.nanoTime() < end) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            posix.close(fd);
        }
    }
}
