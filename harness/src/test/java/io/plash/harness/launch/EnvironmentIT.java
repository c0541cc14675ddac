package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** What a program sees of the caller's environment and directory, and how it is found. */
@ForEachCaller({Caller.ROOT, Caller.SINGLE_ID})
final class EnvironmentIT {

    private final Plash plash;

    EnvironmentIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void hasNothingButWhatIsDocumented() {
        Plash caller = plash.with("TERM", "dumb")
                .with("DISPLAY", ":7")
                .with("SECRET", "x")
                .with("LANG", "C.UTF-8")
                .with("LD_LIBRARY_PATH", "/lib")
                .with("ENV", "/etc/passwd")
                .with("JAVA_HOME", "/nonexistent");
        assertThat(caller.shell("cd /; exec plash run 1 env").value().lines())
                .containsExactlyInAnyOrder(
                        "TERM=dumb",
                        "DISPLAY=:7",
                        "HOME=" + plash.home(),
                        "PLASH_DATA=" + plash.data(),
                        "PATH=/bin",
                        "PWD=/",
                        "SHLVL=1");
    }

    @Test
    void hasWhatIsExportedByteForByte() {
        assertThat(plash.shell("""
                                export ONE="$(printf 'a b"\\047$x\\\\ \\377\\303\\274*')" TWO='
                                a

                                ' EMPTY= HOME='/my home' PLASH_EXPORT=ONE:TWO:EMPTY:UNSET
                                printf '<%s>' "$ONE" "$TWO" "$EMPTY" "$HOME" unset | od -An -c >want
                                plash run 1 sh -c 'printf "<%s>" "$ONE" "$TWO" "${EMPTY-unset}" "$HOME" "${UNSET-unset}"' | od -An -c | diff want -
                                """).value()).isEmpty();
    }

    @Test
    void evaluatesNothingOfTheNamesThatAreExported() {
        Result result = plash.shell("""
                export ONE=1 PLASH_EXPORT='$(touch injected):A B:*:-i:--help:=:ONE=2:ONE'
                plash run 1 sh -c 'echo "$ONE"' || true
                ls""");
        assertThat(result.value()).doesNotContain("injected");
    }

    @Test
    void takesVariablesFromTheWordsBeforeTheProgram() {
        assertThat(plash.value("run", "1", "A=x y", "B=", "sh", "-c", "echo \"$A|$B|${C-unset}\""))
                .isEqualTo("x y||unset");
    }

    @Test
    void isInTheDirectoryOfTheCallerIfTheContainerHasIt() {
        assertThat(plash.shell("""
                                dir=$(mktemp -d '/tmp/plash-it x.XXXXXX') && cd "$dir" && chmod 755 . && mkdir 'a
                                b' && cd 'a
                                b' && [ "$(plash run 1 pwd)" = "$(pwd -P)" ] && cd / && rm -r "$dir"
                                """).value()).isEmpty();
    }

    @Test
    void isInTheRootDirectoryOtherwise() {
        assertThat(plash.value("run", "1", "pwd")).isEqualTo("/");
        assertThat(plash.shell("mkdir gone; cd gone; rmdir ../gone; exec plash run 1 pwd")
                        .value())
                .isEqualTo("/");
    }

    @Test
    void endsWith127IfThereIsNoSuchProgram() {
        Result result = plash.run("run", "1", "notaprogram");
        assertThat(result.status()).isEqualTo(127);
        assertThat(result.stderr().lines()).singleElement().asString().contains("notaprogram");
    }

    @Test
    void endsWith126IfTheProgramCannotBeExecuted() {
        assertThat(plash.run("run", "1", "/etc/passwd").status()).isEqualTo(126);
    }

    @Test
    void runsTheShellOfRootIfThereIsNoProgram() {
        assertThat(plash.shell("""
                                id=$(plash create 1 sh -c 'printf "#!/bin/sh\\necho my shell\\n" >/bin/mysh; chmod 755 /bin/mysh; echo root:x:0:0::/:/bin/mysh >/etc/passwd')
                                plash run "$id"
                                plash runopts -c "$id"
                                echo 'echo "$0 $#"' | plash run 1""").value()).isEqualTo("my shell\nmy shell\n/bin/sh 0");
    }

    @Test
    void handsItsInputOn() {
        assertThat(plash.shell("echo hi | plash run 1 cat").value()).isEqualTo("hi");
    }

    @Test
    void isNotConfusedByWhatShellsReadFromTheEnvironment() {
        Plash odd = plash.with("IFS", "a1")
                .with("CDPATH", "/:/etc")
                .with("PS4", "$(echo evaluated >&2)")
                .with("ENV", "/does/not/exist")
                .with("BASH_ENV", "/does/not/exist")
                .with("PWD", "/etc")
                .with("OLDPWD", "/tmp");
        Result result = odd.run("-f", "1", "--run", "true", "--", "echo", "fine");
        assertThat(result.value()).isEqualTo("fine");
        assertThat(result.stderr()).doesNotContain("evaluated");
    }

    @Test
    void worksWithoutHomeAndPath() {
        String prefix = Plash.prefix().toString();
        assertThat(plash.shell("exec /usr/bin/env -i PLASH_DATA=\"$PLASH_DATA\" " + prefix + "/bin/plash run 1 echo hi")
                        .value())
                .isEqualTo("hi");
    }
}
