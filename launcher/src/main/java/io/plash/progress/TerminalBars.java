package io.plash.progress;

import io.plash.host.Messages;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for each transfer, with bytes, rate and the time that is left. */
final class TerminalBars implements Progress {

    private static final int INTERVAL_MILLIS = 200;

    @Override
    public Bar begin(String title) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(Messages.visible(title))
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MB", 1_000_000)
                .showSpeed()
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .build();
        return new Bar() {

            @Override
            public void update(long done, long total) {
                bar.maxHint(total);
                bar.stepTo(done);
            }

            @Override
            public void finish() {
                bar.refresh();
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
