package io.plash.progress;

import io.plash.host.Messages;

/** One line for each transfer that has ended well, for log files and pipes. */
final class FinishedSteps implements Progress {

    private final Messages messages;

    FinishedSteps(Messages messages) {
        this.messages = messages;
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
                messages.note("fetched " + title + " (" + Amount.of(bytes) + ")");
            }

            @Override
            public void close() {}
        };
    }
}
