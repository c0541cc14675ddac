package io.plash.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;

/** Places where no build data can be are refused, and left as they are. */
@ForEachCaller
final class DataPlaceIT {

    private final Plash plash;

    DataPlaceIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void mayNotBelongToSomebodyElse() {
        Plash other = Plash.of(plash.caller() == Caller.ROOT ? Caller.WITH_IDS : Caller.ROOT);
        try (other) {
            other.value("init");
            assertThat(other.shell("chmod 755 \"$PLASH_DATA\"").value()).isEmpty();
            assertThat(plash.with("PLASH_DATA", other.data().toString())
                            .run("run", "1", "true")
                            .error())
                    .contains(other.data().toString(), "belongs to");
        }
    }

    @Test
    void thatIsLostWhenTheMachineRestartsIsSaidOnce() {
        String memory = plash.home().toString();
        Plash inMemory =
                plash.inNamespace("mount -t tmpfs -o mode=777 memory " + memory).with("PLASH_DATA", memory + "/data");

        String said = inMemory.shell("plash init 2>&1; plash init 2>&1").value();

        assertThat(said).containsOnlyOnce("is in memory (tmpfs): it is lost when the machine restarts");
    }

    @Test
    void mustBeWritable() {
        Plash readOnly = plash.inNamespace(
                "mount --bind " + plash.home() + " " + plash.home() + "; mount -o remount,ro,bind " + plash.home());
        assertThat(readOnly.with("PLASH_DATA", plash.home() + "/data")
                        .run("run", "1", "true")
                        .error())
                .contains(plash.home().toString(), "read-only");
    }
}
