package io.plash.harness.union;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.FuseOverlayfs;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers whose union a program serves: they work, and the program ends with them. */
@ForEachCaller
final class FuseIT {

    /** The programs that serve this build data, for other tests have some, too. A zombie has no environment. */
    private static final String SERVERS = """
            servers() {
                for pid in $(pgrep -x fuse-overlayfs); do
                    tr '\\0' '\\n' <"/proc/$pid/environ" | grep -qx "PLASH_DATA=$PLASH_DATA" && echo "$pid"
                done 2>/dev/null || :
            }
            """;

    private final Plash caller;
    private Plash plash;

    FuseIT(Plash plash) {
        this.caller = plash;
        this.plash = plash;
    }

    @BeforeEach
    void makeBuildData() {
        FuseOverlayfs.assumePossible(caller);
        plash = caller.with("PLASH_INIT_UNION_TASTE", "fuse-overlayfs").with("PLASH_DATA", caller.home() + "/fuse");
        plash.shell("[ -e $PLASH_DATA ] || plash import-tar " + caller.image()).value();
    }

    @Test
    void showsTheLayersAndKeepsTheChanges() {
        assertThat(plash.shell("""
                        cat $PLASH_DATA/config/union_taste
                        one=$(plash build --from 1 --run 'mkdir /d; echo 1 >/d/1; echo 1 >/f' 2>/dev/null)
                        two=$(plash build --from $one --run 'rm -r /d /f; mkdir /d; echo 2 >/d/2; mkfifo /p; ln /d/2 /l' 2>/dev/null)
                        plash run $two sh -c 'ls /d; [ ! -e /f ]; [ -p /p ]; cat /l; echo x >/lost'
                        plash run $two ls /lost 2>/dev/null || echo gone
                        plash export-tar $two - | tar -t | grep -e '^./[dflp]' | sort | tr '\\n' ' '; echo
                        plash diff $one $two""").value()).isEqualTo("""
                        fuse-overlayfs
                        2
                        2
                        gone
                        ./d/ ./d/2 ./l ./p\s
                        D /d/1
                        A /d/2
                        D /f
                        A /l
                        A /p""");
    }

    @Test
    void isTheProgramsRoot() {
        assertThat(plash.shell("""
                        id=$(plash build --from 1 --run 'touch /here' 2>/dev/null)
                        plash run $id sh -c 'echo $$; exec sleep 1000' >pid &
                        for tenth in $(seq 300); do [ ! -s pid ] || break; sleep 0.1; done
                        [ "$(cat pid)" = $! ] && echo same
                        plash ps | tr -s ' ' | grep -c "^$! $id .*sleep 1000"
                        plash exec $! ls /here
                        plash rm $id
                        plash exec $! ls /here
                        kill $!
                        wait $! || :
                        plash run 1 cat /proc/mounts | grep -c 'upperdir=mnt' || :""").value()).isEqualTo("same\n1\n/here\n/here\n0");
    }

    @Test
    void doesNotLoseTheOwnersThatItHas() {
        Result built = plash.run("build", "--fake-root=on", "--from", "1", "--run", "chmod 600 /etc/passwd");
        if (plash.caller().hasManyIds()) {
            assertThat(built.error()).startsWith("cannot fake root on fuse-overlayfs: ");
        } else {
            built.value();
        }
    }

    @Test
    void goesWithItsPrograms() {
        assertThat(plash.shell(SERVERS + """
                        plash run 1 sleep 1000 &
                        for tenth in $(seq 300); do [ -z "$(servers)" ] || break; sleep 0.1; done
                        [ -n "$(servers)" ]
                        kill -KILL $!
                        for run in $(seq 46); do
                            plash run 1 sleep 1000 &
                            sleep 0.0$((run % 10))
                            kill -KILL $!
                        done 2>/dev/null
                        wait
                        plash run 1 sh -c 'sleep 0.5 & exit'
                        plash run 1 sh -c 'exit 3' || echo $?
                        plash build --from 1 --run false 2>/dev/null || echo failed
                        for second in $(seq 60); do [ -n "$(servers)" ] || break; sleep 1; done
                        servers
                        grep fuse-overlayfs /proc/self/mounts || :""").value()).isEqualTo("3\nfailed");
    }
}
