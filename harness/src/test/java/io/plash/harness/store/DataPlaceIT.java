package io.plash.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places where no build data can be are refused, and left as they are. */
@ForEachCaller
final class DataPlaceIT {

    private final Plash plash;

    DataPlaceIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "relative/path              | :                              | relative/path",
                "''                         | :                              | PLASH_DATA",
                "$PWD/foreign               | mkdir foreign; touch foreign/x | foreign",
                "$PWD/file                  | touch file                     | file",
                "/proc/plash                | :                              | /proc/plash",
                "$PWD/dangling              | ln -s missing/x dangling       | dangling",
                "$PWD/two~lines             | :                              | PLASH_DATA",
            })
    void isNotTakenForBuildData(String data, String preparation, String named) {
        String place = data.replace("~", "\n");
        Result result = plash.shell(preparation + "\nls -RA >../before; export PLASH_DATA=\"" + place
                + "\"; status=0; plash run 1 true >../out 2>../err || status=$?\n"
                + "ls -RA | diff ../before - >&2; cat ../out; cat ../err >&2; exit $status");
        assertThat(result.error()).contains(named);
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

    @ParameterizedTest
    @ValueSource(strings = {"create", "df --nonsense", "images 1", "run"})
    void isNotMadeForAWrongUsage(String words) {
        Result result = plash.with("PLASH_DATA", plash.home() + "/none").run(words.split(" "));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stderr()).contains("usage: plash ");
        assertThat(plash.home().resolve("none")).doesNotExist();
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
