package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** What plash finds out about the programs that users with subordinate ids need. */
@ForEachCaller(Caller.WITH_IDS)
final class DoctorAsUserIT {

    private final Plash plash;

    DoctorAsUserIT(Plash plash) {
        this.plash = plash;
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
                        copy=$(mktemp /var/tmp/plash-it-XXXXXX)
                        cat "$(command -v newuidmap)" >"$copy"; chmod 755 "$copy"
                        mount --bind "$copy" "$(command -v newuidmap)"
                        rm "$copy\"""").run("doctor");
        assertThat(result.stdout()).contains("blocked  launch mode namespace: newuidmap", "as root: chmod u+s ");
    }
}
