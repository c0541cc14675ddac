package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The open descriptors of a program are those of the caller of plash, no more and no less. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class DescriptorsIT {

    // Of this very shell, and printed to a descriptor that is always open.
    private static final String LIST = "sh -c 'for n in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 20 50 63; do"
            + " [ ! -L /proc/$$/fd/$n ] || echo $n $(readlink /proc/$$/fd/$n) >&9; done'";

    private final Plash plash;

    DescriptorsIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "3</etc/passwd 4>>four 5<>five 6</dev/null 7>seven 8<.",
                "3<&- 4>four",
                "0<&-",
                "1>&-",
                "2>&-",
                "0<&- 1>&- 2>&-",
                "0<&- 1>&- 2>&- 3</etc/passwd 4</etc/group",
            })
    void areThoseOfTheCaller(String redirections) {
        assertThat(plash.shell("""
                                ($list) >out 2>err $redirections 9>outside
                                (plash run 1 $list) >out 2>err $redirections 9>inside
                                sed -i s/outside/inside/ outside
                                diff outside inside
                                grep -q '^9 ' inside""".replace("$list", LIST).replace("$redirections", redirections))
                        .value())
                .isEmpty();
    }
}
