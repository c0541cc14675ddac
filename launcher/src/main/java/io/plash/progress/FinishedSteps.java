package io.plash.progress;

import java.io.PrintStream;

/** One line for each transfer that has ended well, for log files and pipes. */
final class FinishedSteps implements Progress {

    private final PrintStream log;

    FinishedSteps(PrintStream log) {
        this.log = log;
    }

    @Override
    public Bar begin(String title) {
        return new Bar() {

            private long bytes;

            @Override
            public void update(long done, long total) {
                bytes = done;
            }

            @Override
            public void finish() {
                log.println("plash: fetched " + title + " (" + Amount.of(bytes) + ")");
            }

            @Override
            public void close() {}
        };
    }
}
