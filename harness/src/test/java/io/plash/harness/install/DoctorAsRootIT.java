package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** What plash finds out about the machine, and says in the same way to everybody. */
@ForEachCaller(Caller.ROOT)
final class DoctorAsRootIT {

    private final Plash plash;

    DoctorAsRootIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void failsWhereUserNamespacesAreSwitchedOff() {
        // Only root of a user namespace can switch them off inside.
        Result result = plash.with("PLASH_LAUNCH_MODE", "namespace").shell("""
                        unshare --user --map-root-user --mount sh -c '
                            echo 0 >/proc/sys/user/max_user_namespaces
                            PLASH_DATA="$PWD/data" plash doctor'""");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stdout())
                .contains(
                        "blocked  launch mode namespace: user namespaces",
                        "as root: sysctl -w user.max_user_namespaces=10000",
                        "plash cannot build and run containers here");
    }

    @Test
    void failsWhereTheBuildDataCannotBe() {
        Result result = plash.with("PLASH_DATA", "/proc/data").run("doctor");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stdout()).contains("blocked  build data: in /proc/data");
    }

    @Test
    void printsTheSameAsJson() {
        assertThat(plash.value("doctor", "--json"))
                .startsWith("{\n  \"works\" : true,\n  \"findings\" : [ {\n    \"area\" : \"launch script\",")
                .contains("\"requirement\" : \"a trial mount\"");
    }
}
