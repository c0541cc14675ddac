package io.plash.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whenever plash is killed, the build data stays whole, and a later command takes away what was left. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class KilledIT {

    /** How many of each command; at night more. */
    private static final int KILLS = Integer.getInteger("plash.test.kills", 8);

    private static final String WHOLE = """
            # Every container that an id leads to is complete, and every complete container has an id.
            whole() {
                given=$(wc -c <"$PLASH_DATA/id_counter")
                for link in "$PLASH_DATA"/index/*; do
                    [ -d "$link/_data/root" ] || continue
                    [ "${link##*/}" -le "$given" ]
                    [ "${link##*/}" -lt 2 ] || [ -e "$link/_data/root/last" ]
                done
                find "$PLASH_DATA/layer" -type d -name _data -prune | while read -r node; do
                    [ "$PLASH_DATA/index/$(basename "$(dirname "$node")")/_data" -ef "$node" ]
                done
            }
            """;

    private static final String KILL = """
            start=$(date +%s%N)
            setsid sh -c "$1" >/dev/null 2>&1
            whole
            lasts=$(($(date +%s%N) - start))
            for n in $(seq "$2"); do
                setsid sh -c "$1" >/dev/null 2>&1 &
                # Moments that are spread over the time that it takes, and a bit longer.
                sleep "$(awk "BEGIN { srand($n$$); print ($n - rand()) * 1.1 * $lasts / $2 / 1000000000 }")"
                kill -KILL -- "-$!" 2>/dev/null || :
                wait "$!" || :
                whole
                [ "$(plash run 1 echo fine)" = fine ]
            done
            before=$(plash data ls index | sort -n | tail -n 1)
            id=$(sh -c "$1" 2>/dev/null)
            [ "$id" -gt "$before" ]
            [ "$(plash run "$id" sh -c 'ls /last')" = /last ]
            plash import-tar image.tar >/dev/null
            plash data ls tmp | grep -v plashtmp_ || :
            """;

    private final Plash plash;

    KilledIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an import | plash import-tar image.tar                                                          |",
                "a build   | plash build -f 1 --invalidate-layer --run 'mkdir /d; touch /d/a /d/b' 'touch /last'  |",
                "a layer   | d=$(plash mkdtemp); mkdir $d/l; touch $d/l/last; plash add-layer 1 $d/l               |",
            })
    void leavesBuildDataThatIsWhole(String what, String command) {
        assertThat(plash.shell("set -- \"$(cat <<'COMMAND'\n" + command + "\nCOMMAND\n)\" " + KILLS + "\n" + WHOLE
                                + "plash run 1 true\ncp " + plash.image() + " image.tar\n"
                                + "touch last; tar --owner=0 --group=0 -rf image.tar ./last\n" + KILL)
                        .value())
                .isEmpty();
    }
}
