package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;

/** plash runs in containers of plash, where it sees the build data that the container comes from, with what is mounted there. */
@ForEachCaller
final class NestedIT {

    private final Plash plash;

    NestedIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void buildsAndRunsAContainerInAContainer() {
        assertThat(inHome("""
                                plash --from host --run 'echo outer >/outer' -- sh -c '
                                    PATH=/home/plash/bin:$PATH
                                    plash --from host --run "echo inner >/inner" -- cat /inner
                                    plash --from host --run "echo inner >/inner" -- cat /inner
                                    ls /inner 2>/dev/null || cat /outer'
                                """)).isEqualTo("inner\ninner\nouter");
    }

    @Test
    void runsAContainerWhileAnotherOneIsBuilt() {
        assertThat(inHome("""
                                plash --from host --run '
                                    PATH=/home/plash/bin:$PATH
                                    plash --from host --run "echo inner >/inner" -- cat /inner >/said' -- cat /said
                                """)).isEqualTo("inner");
    }

    @Test
    void runsAContainerWhereAnotherOneIsMounted() {
        assertThat(inHome("""
                                id=$(plash build --from 1 --run 'echo run >/file')
                                plash with-mount 1 plash run "$id" cat /file
                                plash with-mount 1 plash with-mount "$id" cat file
                                plash with-mount 1 sh -c 'plash run 1 true; cat file || ls -d bin' 2>/dev/null
                                """)).isEqualTo("run\nrun\nbin");
    }

    /** With plash and its build data in /home, which containers see. */
    private String inHome(String script) {
        String base = plash.data() + "/..";
        return plash.inNamespace("mount -t tmpfs -o mode=755 home /home; mkdir /home/plash /home/base"
                        + "; mount --rbind " + Plash.prefix() + " /home/plash; mount --bind " + base + " /home/base")
                .with("PATH", "/home/plash/bin:/usr/bin:/bin:/usr/sbin:/sbin")
                .with("PLASH_DATA", "/home/base/data")
                .with("HOME", "/home/base/home")
                .shell(script)
                .value();
    }
}
