package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What plash finds out about the machine that it is on. */
@ForEachCaller
final class DoctorIT {

    private final Plash plash;

    DoctorIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void isContentWhereContainersWorkAndSaysWhoHasNoSubordinateIds() {
        Result result = plash.run("doctor");
        assertThat(result.value()).endsWith("plash can build and run containers here.");
        assertThat(result.stdout())
                .contains("ok       union filesystem overlay: a trial mount")
                .contains(
                        switch (plash.caller()) {
                            case ROOT -> List.of("mode privileged is used");
                            case WITH_IDS ->
                                List.of("mode namespace is used", "ok       launch mode namespace: ids in /etc/subuid");
                            case SINGLE_ID ->
                                List.of(
                                        "mode namespace is used",
                                        "missing  launch mode namespace: ids in /etc/subuid (containers have one user only)\n"
                                                + "         as root: usermod --add-subuids 100000-165535"
                                                + " --add-subgids 100000-165535 plash-single");
                        });
    }
}
