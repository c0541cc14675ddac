package io.plash.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--from 1 --invalidate-layer -- true",
                "--from 1 --eval-stdin -- true",
                "--from 1 --hash-path /dev/null -- true",
                "--from 1 --eval-string '--run-stdin' -- true"
            })
    void areNotMadeOfWhatOnlyJavaCanCheck(String words) {
        assertThat(plash.shell("ls \"$PLASH_DATA/plan\" >before\nplash " + words + " >/dev/null 2>&1 || :\n"
                                + "ls \"$PLASH_DATA/plan\" | diff before -")
                        .value())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export PLASH_EXPORT=X",
                "export PLASH_LAUNCH_MODE=failsafe",
                "export PLASH_PLANS=off",
                "echo unionfs-fuse >\"$PLASH_DATA/config/union_taste\"",
                "echo >>\"$PLASH_DATA/plan/run%1\"",
                "touch \"$PLASH_DATA/plan/run%1\"",
                "mkdir -p \"$HOME/.local/share/plash/extensions\"; touch \"$HOME/.local/share/plash/extensions/x.jar\"",
                "mv \"$PLASH_DATA\" moved; export PLASH_DATA=\"$PWD/moved\""
            })
    void endWithWhatTheyWereMadeFrom(String change) {
        String first = plash.shell("plash run 1 true\n" + change + "\nplash plan run 1 true 2>&1 | head -n 1\n"
                        + "rm -rf \"$HOME/.local\"; [ ! -e moved ] || mv moved \"${PLASH_DATA%/*/*/*}/data\" || :\n"
                        + "! [ -e \"$PLASH_DATA/config\" ] || echo overlay >\"$PLASH_DATA/config/union_taste\"")
                .stdout();
        assertThat(first).isNotEmpty().doesNotStartWith(HOT);
    }

    @Test
    void areNotUsedWithoutThePrivilegeThatTheyNeed() {
        assumeTrue(plash.caller() == Caller.ROOT, "only root has it");

        assertThat(plash.shell("""
                plash run 1 true
                setpriv --bounding-set -sys_admin --inh-caps -sys_admin plash run 1 echo fine
                """).value()).isEqualTo("fine");
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
    void takeFewProcesses() {
        assumeTrue(plash.caller() != Caller.WITH_IDS, "strace takes newuidmap its privileges");

        String started = plash.shell("""
                plash run 1 true
                strace -f -qq -e trace=execve -e signal=none -o trace plash run 1 true
                grep -c 'execve(.*= 0$' trace
                ! grep bin/java trace
                """).value();

        // plash, unshare, launch, mount, env, chroot, the shell of the container, and stat where files are witnesses.
        assertThat(Integer.parseInt(started)).isLessThanOrEqualTo(plash.caller() == Caller.ROOT ? 9 : 10);
    }
}
