package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program is the process that plash was, and everything about that process is what the caller gave. */
@Tag("java")
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class ProcessIT {

    private final Plash plash;

    ProcessIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void hasTheProcessIdOfPlash() {
        assertThat(plash.shell("plash run 1 sh -c 'echo $$' & echo $!; wait $!")
                        .value()
                        .lines()
                        .distinct())
                .hasSize(1);
    }

    @Test
    void hasTheParentAndTheSessionOfPlash() {
        assertSameInside("", "cut -d ' ' -f 4-8 /proc/self/stat");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 42, 255})
    void endsWithTheExitStatusOfTheProgram(int status) {
        assertThat(plash.run("run", "1", "sh", "-c", "exit " + status).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 11, 13, 15})
    void diesByTheSignalThatKillsTheProgram(int signal) {
        // A shell could not tell a signal from an exit status above 128.
        assertThat(plash.shell("ulimit -c 0; perl -e 'system(@ARGV); print $? & 127' plash run 1 sh -c 'kill -" + signal
                                + " $$'")
                        .value())
                .isEqualTo(Integer.toString(signal));
    }

    @Test
    void getsTheSignalsThatAreSentToPlash() {
        assertThat(plash.shell("""
                                plash run 1 sh -c 'trap "echo caught; exit 3" TERM; echo ready; while :; do sleep 0.1; done' >out &
                                for tenth in $(seq 300); do [ ! -s out ] || break; sleep 0.1; done
                                kill -TERM $!
                                wait $! || echo $?
                                cat out""").value()).isEqualTo("3\nready\ncaught");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "trap '' PIPE HUP USR1"})
    void ignoresTheSignalsThatTheCallerIgnored(String preparation) {
        assertSameInside(preparation, "sed -n '/^SigIgn:/p; /^SigCgt:/p' /proc/self/status");
    }

    /** Of the last container, the login shell waits for a process. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run 1",
                "data",
                "sudo",
                "with-mount 1",
                "--from host --run 'echo \"id >/dev/null\" >/etc/profile' --"
            })
    void hasThoseSignalsBlockedThatTheCallerBlocked(String container) {
        String blocked = "sed -n 's/^SigBlk:[[:space:]]*//p' /proc/self/status";
        String run = "env --block-signal=USR1,XFSZ,34,64 plash " + container + " " + blocked + "\n";
        assertThat(plash.shell(run + run).value()).isEqualTo("8000000201000200\n8000000201000200");
    }

    /** Java, which the tests run in, blocks a signal of its own. */
    @Test
    void hasNoSignalBlocked() {
        String blocked = "sed -n 's/^SigBlk:[[:space:]]*//p' /proc/self/status";
        assertThat(plash.shell(
                                "perl -MPOSIX -e 'sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV' sh -c \"plash run 1 "
                                        + blocked + "; plash run 1 " + blocked + "\"")
                        .value())
                .isEqualTo("0000000000000000\n0000000000000000");
    }

    @Test
    void diesSilentlyWhenNobodyReadsItsOutput() {
        Result result = plash.shell("plash run 1 yes | head -n 1");
        assertThat(result.value()).isEqualTo("y");
        assertThat(result.stderr()).isEmpty();
    }

    /** A shell lets what it starts in the background ignore SIGINT. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "KILL", "INT", "QUIT"})
    void endsWithAllThatItStartedWhenItIsEndedWhileItBuilds(String signal) {
        // No command line but that of the step has the number, and no other test.
        assertThat(plash.shell("""
                n=$((100000 + $$))
                env --default-signal=INT,QUIT plash build -f 1 --run "n=\\$((100000 + $$))" 'sleep $n' 'touch /never' >out 2>log &
                for tenth in $(seq 300); do ! pgrep -f "sleep $n\\$" >/dev/null || break; sleep 0.1; done
                pgrep -f "sleep $n\\$" >/dev/null
                java=$(pgrep -P $! java)
                kill -$signal $!
                wait $! || :
                # Java waits a while for what init is slow to reap.
                for tenth in $(seq 100); do [ -n "$(tr -d '\\0' <"/proc/$java/cmdline")" ] || break; sleep 0.1; done 2>/dev/null
                pgrep -f "sleep $n\\$" || :
                cat out
                grep -i -e weld -e 'report this' log || :
                """.replace("$signal", signal)).value()).isEmpty();
    }

    @Test
    void hasTheLimitsOfTheCaller() {
        String limits = assertSameInside("ulimit -S -n 321; ulimit -S -s 4096; ulimit -c 0", "cat /proc/self/limits");
        assertThat(limits).containsPattern("Max open files +321 ");
    }

    @Test
    void hasTheUmaskOfTheCaller() {
        assertThat(assertSameInside("umask 0027", "sh -c umask")).isEqualTo("0027");
    }

    @Test
    void hasThePriorityAndTheSettingsOfTheKernelThatTheCallerHad() {
        assertSameInside(
                "echo 300 >/proc/$$/oom_score_adj; echo 0x31 >/proc/$$/coredump_filter; set -- nice -n 5",
                "sh -c 'cd /proc/self; cat oom_score_adj coredump_filter; cut -d \" \" -f 18,19,41 stat;"
                        + " grep -E \"^(NoNewPrivs|Seccomp|Cpus_allowed)\" status'");
    }

    @Test
    void hasNoChildren() {
        assertThat(plash.value("run", "1", "sh", "-c", "read -r child </proc/$$/task/$$/children; echo \"[$child]\""))
                .isEqualTo("[]");
    }

    @Test
    void isInTheForegroundOfItsTerminal() {
        String[] words = plash.shell("""
                        mkfifo silence
                        script -q -e -c 'plash run 1 sh -c "cut -d \\" \\" -f 5,8 /proc/\\$\\$/stat; test -t 0; test -t 1; tty"' /dev/null <>silence""").value().split("\\s+");
        assertThat(words).hasSize(3);
        assertThat(words[0]).isEqualTo(words[1]);
        assertThat(words[2]).startsWith("/dev/pts/");
    }

    @Test
    void isInterruptedByTheKeyForThat() {
        assertThat(plash.shell("""
                                mkfifo keys
                                { for tenth in $(seq 300); do ! grep -q ready out || break; sleep 0.1; done; printf '\\003' >keys; } 2>/dev/null &
                                script -q -e -c 'exec env --default-signal=INT plash run 1 sh -c "trap \\"echo interrupted; exit 5\\" INT; echo ready; while :; do sleep 0.1; done"' \\
                                    /dev/null <>keys >out || echo $?
                                grep -q interrupted out""").value()).isEqualTo("5");
    }

    /** Runs a command as it is and in a container, after the same preparation; returns what both print. */
    private String assertSameInside(String preparation, String command) {
        String outside = plash.shell(preparation + "\nexec \"$@\" " + command).value();
        assertThat(plash.shell(preparation + "\nexec \"$@\" plash run 1 " + command)
                        .value())
                .isEqualTo(outside)
                .isNotEmpty();
        return outside;
    }
}
