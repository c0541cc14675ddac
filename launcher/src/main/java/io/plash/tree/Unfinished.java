package io.plash.tree;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Undoes what was begun, when a signal such as SIGINT ends this process before it is finished. */
public final class Unfinished implements AutoCloseable {

    /** Takes back what was begun; whoever does it at the same time must not disturb it. */
    public interface Undoing {
        void run() throws IOException;
    }

    private final Thread hook;

    public Unfinished(Undoing undoing) {
        this.hook = new Thread(() -> undo(undoing));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            undo(undoing);
            awaitEnd();
        }
    }

    private static void undo(Undoing undoing) {
        try {
            undoing.run();
        } catch (IOException e) {
            // The process ends because of a signal; there is nobody left to tell.
        }
    }

    /** Says that it is finished, or undone. Does not return if a signal came before. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            awaitEnd();
        }
    }

    /** The process is about to end. */
    private static void awaitEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
