package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** What plash finds out about the machine that it is on. */
@ForEachCaller
final class DoctorIT {

    private final Plash plash;

    DoctorIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void isContentWhereContainersWork() {
        Result result = plash.run("doctor");
        assertThat(result.value()).endsWith("plash can build and run containers here.");
        assertThat(result.stdout())
                .contains("ok       union filesystem overlay: a trial mount")
                .contains(plash.caller() == Caller.ROOT ? "mode privileged is used" : "mode namespace is used");
    }

    @Test
    void saysWhoHasNoSubordinateIds() {
        assumeTrue(plash.caller() != Caller.ROOT, "root needs none");
        assertThat(plash.value("doctor"))
                .contains(
                        plash.caller() == Caller.WITH_IDS
                                ? "ok       launch mode namespace: ids in /etc/subuid"
                                : "missing  launch mode namespace: ids in /etc/subuid (containers have one user only)\n"
                                        + "         as root: usermod --add-subuids 100000-165535"
                                        + " --add-subgids 100000-165535 plash-single");
    }

    @Test
    void namesThePackageOfAProgramThatIsMissing() {
        Result result = plash.inNamespace("mount --bind /dev/null \"$(command -v newuidmap)\"")
                .run("doctor");
        assertThat(result.value()).contains("missing  launch mode namespace: newuidmap", "apt install uidmap");
    }

    @Test
    void seesAProgramWithoutItsPrivileges() {
        Result result = plash.inNamespace("""
                        cp "$(command -v newuidmap)" /var/tmp/plash-it-newuidmap
                        mount --bind /var/tmp/plash-it-newuidmap "$(command -v newuidmap)"
                        rm /var/tmp/plash-it-newuidmap""").run("doctor");
        assertThat(result.stdout()).contains("blocked  launch mode namespace: newuidmap", "as root: chmod u+s ");
    }

    @Test
    void failsWhereUserNamespacesAreSwitchedOff() {
        assumeTrue(plash.caller() == Caller.ROOT, "only root of a user namespace can switch them off inside");
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
