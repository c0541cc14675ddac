package io.plash.progress;

import io.plash.host.Messages;

/** Shows how far transfers are, on stderr. Several run at the same time. */
public interface Progress {

    /** Bars if stderr is a terminal that can redraw a line, and otherwise a line for each step. */
    static Progress on(Messages messages) {
        return messages.redrawable() ? new TerminalBars() : new FinishedSteps(messages);
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
