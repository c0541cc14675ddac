package io.plash.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no plan is kept for, and what a kept plan ends with. Root can use each launch mode. */
@ForEachCaller(Caller.ROOT)
final class ReasonsForJavaIT {

    private static final String HOT = "# hot: this plan was kept and holds";

    private final Plash plash;

    ReasonsForJavaIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--from 1 --invalidate-layer -- true",
                "--from 1 --eval-stdin -- true",
                "--from 1 --hash-path /dev/null -- true",
                "--from 1 --eval-string ' --run-stdin' -- true"
            })
    void areInWhatOnlyJavaCanCheck(String words) {
        assertThat(plash.shell("ls \"$PLASH_DATA/plan\" >before\nplash " + words + " >/dev/null 2>&1\n"
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
    void areInWhatAPlanWasMadeFrom(String change) {
        String first = plash.shell("plash run 1 true\n" + change + "\nplash plan run 1 true 2>&1 | head -n 1\n"
                        + "rm -rf \"$HOME/.local\"; [ ! -e moved ] || mv moved \"${PLASH_DATA%/*/*/*}/data\" || :\n"
                        + "! [ -e \"$PLASH_DATA/config\" ] || echo overlay >\"$PLASH_DATA/config/union_taste\"")
                .stdout();
        assertThat(first).isNotEmpty().doesNotStartWith(HOT);
    }
}
