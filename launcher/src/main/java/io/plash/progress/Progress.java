package io.plash.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows how far transfers are, on stderr. Several run at the same time. */
public interface Progress {

    /**
     * Bars if stderr is a terminal, and otherwise a line for each step.
     *
     * @param log stderr
     */
    static Progress on(PrintStream log) {
        return isTerminal() ? new TerminalBars() : new FinishedSteps(log);
    }

    /** ctermid(3): pseudo terminals are in /dev/pts, the others are called tty. */
    private static boolean isTerminal() {
        try {
            String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty") || stderr.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A transfer begins.
     *
     * @param title what it is called
     */
    Bar begin(String title);

    /** One transfer. */
    interface Bar extends AutoCloseable {

        /**
         * Tells how far it is. Called often, and never blocks for long.
         *
         * @param done bytes so far
         * @param total bytes in the end, or -1 if that is not known
         */
        void update(long done, long total);

        /** It is complete. */
        void finish();

        /** It is over, complete or not. */
        @Override
        void close();
    }
}
