package io.plash.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Command;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no Java the second time, and what does. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class KeptPlansIT {

    private static final String HOT = "# hot: this plan was kept and holds";

    private final Plash plash;

    KeptPlansIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run 1 true",
                "runopts -c 1 -m /tmp true",
                "with-mount 1 true",
                "sudo true",
                "build --from 1 --run 'echo a >/a'",
                "--from 1 --run 'echo a >/a' -- true",
                "run --from 1 --run 'echo a >/a' -- true",
                "b run --from 1 --run 'echo a >/a' -- true",
                "--from 1 --run 'echo a >/a\n\necho  b >/b ' -- true",
                "--from 1 --import-env HOME -- true",
                "--from host -- true"
            })
    void areUsedAgain(String words) {
        assertThat(plash.shell("plash " + words + " >/dev/null\nplash plan " + words + " | head -n 1")
                        .stdout())
                .isEqualTo(HOT + "\n");
    }

    @Test
    void goWithTheirContainer() {
        assertThat(plash.shell("""
                id=$(plash build --from 1 --run 'echo a >/a' 2>/dev/null)
                plash run "$id" true
                plash --from 1 --run 'echo a >/a' -- true
                plash rm "$id"
                grep -l "^#: container $id$" "$PLASH_DATA"/plan/* || :
                """).value()).isEmpty();
    }

    @Test
    void takeFewProcesses() throws IOException {
        plash.value("run", "1", "true");
        Path trace = plash.work().resolve("trace");
        // By root, for only so does newuidmap keep its privileges.
        List<String> strace = List.of(
                "strace",
                "-u",
                plash.caller().user(),
                "-f",
                "-qq",
                "-e",
                "trace=execve",
                "-e",
                "signal=none",
                "-o",
                trace.toString());
        Map<String, String> variables = Map.of(
                "PATH", Plash.prefix().resolve("bin") + ":" + System.getenv("PATH"),
                "HOME", plash.home().toString(),
                "PLASH_DATA", plash.data().toString());
        List<String> words = Stream.concat(strace.stream(), Stream.of("plash", "run", "1", "true"))
                .toList();
        Command.run(words, plash.work(), variables).value();

        // plash, unshare, launch, mount, env, chroot, the shell of the container, and stat where files are witnesses.
        assertThat(Files.readAllLines(trace))
                .filteredOn(line -> line.matches(".*execve\\(.*= 0"))
                .hasSizeBetween(5, plash.caller() == Caller.ROOT ? 9 : 10)
                .noneMatch(line -> line.contains("bin/java"));
    }
}
