package io.plash.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.posix.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphansTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void areEndedWhateverTheyDoAgainstIt() throws IOException, InterruptedException {
        try (Orphans orphans = new Orphans(SHORT, SHORT)) {
            Shell.run("""
                    cd "$1"
                    exec >/dev/null 2>&1
                    sleep 1000 & echo $! >>pids
                    setsid sh -c 'trap "" TERM; setsid sh -c "echo \\$\\$ >>pids; exec sleep 1000" & echo $$ >>pids; while :; do sleep 0.1; done' &
                    until [ "$(wc -l <pids)" = 3 ]; do sleep 0.1; done
                    """, directory);
            List<String> pids = Files.readAllLines(directory.resolve("pids"));
            assertThat(pids)
                    .hasSize(3)
                    .allSatisfy(pid -> assertThat(Path.of("/proc", pid)).exists());

            assertThat(orphans.end()).contains("sleep", "sh");

            // Not even as zombies.
            assertThat(pids).allSatisfy(pid -> assertThat(Path.of("/proc", pid)).doesNotExist());
        }
    }

    @Test
    void ofOurOwnMakingMayFinish() throws IOException, InterruptedException {
        try (Orphans orphans = new Orphans(SHORT, LONG)) {
            Shell.run("exec >/dev/null 2>&1; (sleep 0.3; echo done >\"$1/file\") &", directory);

            assertThat(orphans.end()).isEmpty();
            assertThat(directory.resolve("file")).hasContent("done");
        }
    }

    @Test
    void areNotWhatRanBefore() throws IOException, InterruptedException {
        Process before = new ProcessBuilder("sleep", "1000").start();
        try (Orphans orphans = new Orphans(SHORT, SHORT)) {
            assertThat(orphans.end()).isEmpty();
            assertThat(before.isAlive()).isTrue();
        } finally {
            before.destroyForcibly().waitFor();
        }
    }
}
