package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;

/** A program that ran leaves nothing; every other class looks for mounts and processes when it ends, too. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class LeftoversIT {

    private static final String PROGRAMS = """
            plash run 1 touch /file
            plash run 1 sh -c 'kill -KILL $$' || true
            plash run 1 notaprogram || true
            plash runopts -c 1 -m /home true
            plash with-mount 1 ls
            plash sudo true
            plash -f 1 -- true
            plash build -f 1 --run false || true
            plash create 1 false || true
            plash export-tar 1 /dev/null || true
            """;

    private final Plash plash;

    LeftoversIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void areNeitherFilesNorMounts() {
        assertThat(plash.shell("programs() {\n" + PROGRAMS + """
                                }
                                state() {
                                    find "$PLASH_DATA" "$HOME" . -path ./state -prune -o -print | sort
                                    sort /proc/self/mountinfo
                                }
                                programs >/dev/null 2>&1
                                touch state
                                state >state
                                programs >/dev/null 2>&1
                                state | diff state -
                                """).value()).isEmpty();
    }

    @Test
    void areNotInTheMountNamespaceOfTheCaller() {
        assertThat(plash.shell("""
                                plash run 1 sh -c 'echo ready; exec sleep 1000' >ready &
                                for tenth in $(seq 300); do [ ! -s ready ] || break; sleep 0.1; done
                                [ -s ready ]
                                ! grep "$PLASH_DATA" /proc/self/mountinfo
                                kill $!
                                wait $! || :
                                """).stdout()).isEmpty();
    }
}
