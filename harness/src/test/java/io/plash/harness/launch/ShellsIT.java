package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;

/** The scripts behave the same in each shell that may be {@code /bin/sh}. */
@ForEachCaller(Caller.WITH_IDS)
final class ShellsIT {

    private static final String COPY = """
            installed=$(dirname "$(command -v plash)")/..
            mkdir prefix prefix/bin prefix/lib
            cp "$installed/bin/plash" "$installed/bin/plash-exec" prefix/bin/
            cp -R "$(cd -P "$installed/lib/plash" && pwd)" prefix/lib/plash
            sed -i "2s,.*,$PWD/prefix/lib/plash," prefix/lib/plash/jvm
            sed -i "1s,.*,#!$shell," prefix/bin/plash prefix/bin/plash-exec prefix/lib/plash/launch
            PATH=$PWD/prefix/bin:$PATH
            """;

    private static final String USE = """
            printf '%s\\n' '#!/usr/bin/env plash-exec' '--from 1' '--entrypoint /bin/echo' >program
            chmod 755 program
            printf '%s\\n' 'echo "[$0] $*"' >script
            for time in cold hot; do
                plash run 1 printf '<%s>' 'a b' '' '*' '$x' "it's" '\\n' 'two
            lines'
                plash run 1 sh -c 'exit 7' || echo $?
                plash --from 1 --run 'echo built >/built' --eval-file part -- cat /built 2>/dev/null || echo no part
                plash --from 1 --run 'echo built >/built' -- cat /built 2>/dev/null
                plash build --from 1 --run 'echo built >/built' 2>/dev/null
                ./program 'a  b' '*'
                cd /tmp && plash run 1 pwd && cd "$OLDPWD"
                plash run 1 nonexistent 2>/dev/null || echo $?
                echo input | plash run 1 cat
            done
            plash plan run 1 cat | head -n 1
            plash run 99 true 2>&1 || :
            """;

    private final Plash plash;

    ShellsIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void behaveInBashAsInTheShellOfDebian() {
        String expected = plash.with("shell", "/bin/dash").shell(COPY + USE).value();
        assertThat(expected).contains("# hot").contains("plash: error: ").contains("built\n2\n");
        assertThat(plash.with("shell", "/bin/bash --posix").shell(COPY + USE).value())
                .isEqualTo(expected);
    }

    /**
     * The busybox of Debian takes its own commands before those of the PATH, which no system does whose {@code /bin/sh} it
     * is. So it only reads the scripts here.
     */
    @Test
    void areReadByBusybox() {
        assertThat(plash.shell(
                                "cd \"$(dirname \"$(command -v plash)\")/..\"; for script in bin/plash lib/plash/launch"
                                        + " lib/plash/answer lib/plash/plan lib/plash/kept lib/plash/complete lib/plash/test; do busybox ash -n \"$script\"; done")
                        .stderr())
                .isEmpty();
    }
}
