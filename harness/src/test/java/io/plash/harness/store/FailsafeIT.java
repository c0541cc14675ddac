package io.plash.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without namespaces all mounts stay where the caller is, and nothing is ever deleted through them. */
@ForEachCaller(Caller.ROOT)
final class FailsafeIT {

    private final Plash plash;

    FailsafeIT(Plash plash) {
        this.plash = plash.with("PLASH_NO_UNSHARE", "1");
    }

    @Test
    void runsAndBuilds() {
        Result result = plash.inNamespace("").shell("""
                        plash run 1 sh -c 'echo $$; ls /proc/self/status' & echo $!; wait $!
                        plash -f 1 --run 'echo built >/built' -- cat /built 2>/dev/null
                        plash -f 1 --run 'echo built >/built' -- cat /built
                        plash with-mount 1 ls | grep bin
                        plash export-tar 1 - | tar -t | grep -x ./bin/busybox""");
        assertThat(result.value().lines().skip(2))
                .containsExactly("/proc/self/status", "built", "built", "bin", "./bin/busybox");
        assertThat(result.stdout().lines().limit(2).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm $id", "rm 1", "clean", "purge --yes", "shrink"})
    void neverDeletesThroughWhatItLeftMounted(String command) {
        assumeTrue(plash.run("help", command.split(" ")[0]).status() == 0, "plash has no " + command.split(" ")[0]);
        // What would be lost is of this test, but for /dev, which has nothing that a deletion could reach unseen.
        Result result = plash.inNamespace("").shell("""
                        cp -a "$PLASH_DATA" data; export PLASH_DATA="$PWD/data"
                        mkdir host host/home host/root host/tmp
                        for name in home root tmp; do echo precious >"host/$name/file"; mount --bind "host/$name" "/$name"; done
                        id=$(plash create 1 touch /file)
                        plash run "$id" true
                        plash run 1 true
                        plash run 1 true
                        grep -q "$PLASH_DATA/mnt" /proc/self/mounts
                        ls /dev /sys | sort >before
                        """ + "plash " + command + " >&2 || :\n" + """
                                ls /dev /sys | sort | diff before - >&2
                                cat host/*/file""");
        assertThat(result.value()).isEqualTo("precious\nprecious\nprecious");
    }

    @Test
    void refusesOrdinaryUsers() {
        try (Plash user = Plash.of(Caller.WITH_IDS)) {
            assertThat(user.with("PLASH_NO_UNSHARE", "1").run("init").status()).isIn(0, 1);
            assertThat(user.with("PLASH_NO_UNSHARE", "1")
                            .run("--from", "host", "--", "true")
                            .error())
                    .contains("root");
        }
    }
}
