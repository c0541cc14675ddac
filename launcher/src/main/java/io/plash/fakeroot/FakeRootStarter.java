package io.plash.fakeroot;

import io.plash.host.HostProcesses;
import io.plash.posix.Interceptions;
import io.plash.posix.Posix;
import io.plash.posix.ThreadPosix;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Starts programs that believe that they may be any user, and own files to any.
 *
 * <p>A filter holds for a thread and for what it starts, for good. So each program is started by a thread of its own, which
 * ends then, and another thread answers the program.
 */
public final class FakeRootStarter {

    private FakeRootStarter() {}

    /**
     * Starts a program.
     *
     * @throws IOException if it cannot be started, or if this kernel has no such filters
     */
    public static Process start(HostProcesses.Start start) throws IOException {
        Posix posix = Posix.system();
        CompletableFuture<Interceptions> filtered = new CompletableFuture<>();
        CompletableFuture<Process> started = new CompletableFuture<>();
        // Not started by the other one, whose filter it would have, too.
        daemon("fake-root", () -> serve(posix, filtered));
        daemon("fake-root-start", () -> {
            try {
                filtered.complete(ThreadPosix.intercept(filter().bytes()));
                started.complete(start.now());
            } catch (IOException | RuntimeException e) {
                filtered.completeExceptionally(e);
                started.completeExceptionally(e);
            }
        });
        try {
            return started.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(Posix posix, CompletableFuture<Interceptions> filtered) {
        try {
            OwnerRecorder.serve(posix, filtered.join());
        } catch (CompletionException e) {
            // There is nobody to serve.
            return;
        } catch (IOException e) {
            // What is asked from now on fails with ENOSYS, and the build step says what that means for it.
            return;
        }
    }

    private static FilterProgram filter() {
        FilterProgram program = new FilterProgram();
        for (Architecture architecture : Architecture.ALL) {
            program.on(architecture.audit(), architecture.rules());
        }
        return program;
    }
}
