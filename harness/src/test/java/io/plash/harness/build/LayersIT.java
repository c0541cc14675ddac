package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How layers are built and found again. */
@ForEachCaller({Caller.ROOT, Caller.SINGLE_ID})
final class LayersIT {

    private final Plash plash;

    LayersIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void areTracedWhileTheyAreBuiltAndSilentAfterwards() {
        Result first = plash.run("build", "-f", "1", "--run", "echo one", "--layer", "--run", "echo two >&2");
        assertThat(first.stderr()).isEqualTo("--> echo one\none\n--:\n--> echo two\ntwo\n--:\n");
        Result second = plash.run("build", "-f", "1", "--run", "echo one", "--layer", "--run", "echo two >&2");
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.stderr()).isEmpty();
    }

    @Test
    void shareNothingButFiles() {
        assertThat(plash.value(
                        "-f",
                        "1",
                        "--run",
                        "cd /dev; a=1; alias x=y; umask 077; set -f; export b=2; touch /made",
                        "--layer",
                        "--run",
                        "echo \"$(pwd) ${a-unset} ${b-unset} $(umask) $(alias) $- $(ls /made)\" >/seen",
                        "--",
                        "cat",
                        "/seen"))
                .matches("/ unset unset 0022  [a-z]* /made")
                .doesNotContain("f ");
    }

    @Test
    void haveAnEmptyInputAndNoVariables() {
        assertThat(plash.with("SECRET", "x")
                        .with("PLASH_EXPORT", "SECRET")
                        .value(
                                "-f",
                                "1",
                                "--run",
                                "env >/env",
                                "cat >/input",
                                "echo after",
                                "--",
                                "cat",
                                "/env",
                                "/input"))
                .doesNotContain("SECRET")
                .doesNotContain("after");
    }

    @Test
    void doNotDependOnTheUmask() {
        assertThat(plash.shell("umask 077\nplash -f 1 --run 'touch /masked' -- stat -c %a /masked 2>log")
                        .value())
                .isEqualTo("644");
    }

    @Test
    void thatFailLeaveNothing() {
        String before = plash.value("data", "ls", "index", "map");
        Result result = plash.run("build", "-f", "1", "--run", "touch /file", "false", "touch /never");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).startsWith("--> touch /file\n--> false\n").contains("plash: error: ");
        assertThat(result.stderr()).doesNotContain("never").doesNotContain("--:");
        assertThat(plash.value("data", "ls", "index", "map")).isEqualTo(before);
    }

    @Test
    void beforeOneThatFailsAreKept() {
        assertThat(plash.run("build", "-f", "1", "--run", "echo kept", "--layer", "--run", "false")
                        .status())
                .isEqualTo(1);
        assertThat(plash.run("build", "-f", "1", "--run", "echo kept", "--layer", "--run", "true")
                        .stderr())
                .isEqualTo("--> true\n--:\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "run $build -- cat /built                                                        => built",
                "$build -- cat /built                                                            => built",
                "b run $build -- cat /built                                                      => built",
                "b with-mount $build -- cat built                                                => built",
                "with-mount $build -- cat built                                                  => built",
                "run $(plash build $build) cat /built                                            => built",
                "run $(plash create $build -- touch /x) cat /built                               => built",
                "run $(plash eval $build | plash build) cat /built                               => built",
                "export-tar $build | tar -xO ./built                                             => built",
                "b export-tar $build -- - | tar -xO ./built                                      => built",
                "copy $build -- ./copy && plash sudo cat copy/built && plash sudo rm -rf copy    => built",
                "sudo sh -c \"mkdir m && plash mount $build -- m && cat m/built\"                  => built",
            })
    void goWhereverAContainerDoes(String command, String output) {
        Result result = plash.shell("plash build -f 1 --run 'echo built >/built' >id 2>log\nplash "
                + command.replace("$build", "-f 1 --run 'echo built >/built'"));
        assertThat(result.value()).isEqualTo(output);
    }

    /** Nor do programs that a step has left running go on. */
    @Test
    void doNotChangeAfterTheyWereBuilt() {
        assertThat(plash.shell("""
                        step='(sleep 4; echo late >/late) & (trap "" TERM; while :; do date >/now; sleep 0.5; done) & sleep 1; echo kept >/file'
                        id=$(plash build -f 1 --run "$step" 2>log)
                        grep -o 'plash: ended what was left running in the container' log
                        plash run "$id" sh -c 'cat /file; cat /now >/before; sleep 3; ls / | grep late; cmp /now /before && echo same'
                        """).value())
                .isEqualTo("plash: ended what was left running in the container\nkept\nsame");
    }

    @Test
    void goWithTheirContainer() {
        assertThat(plash.shell("""
                plash data ls index >before
                plash build -f 1 --run 'touch /gone' 2>log >id
                plash data ls index | diff before - | grep -c "^> $(cat id)$"
                plash rm -f 1 --run 'touch /gone'
                plash data ls index | diff before -
                """).value()).isEqualTo("1");
    }
}
