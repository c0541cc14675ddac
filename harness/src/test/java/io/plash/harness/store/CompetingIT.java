package io.plash.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several plash processes work on the same build data at the same time. */
@ForEachCaller(Caller.WITH_IDS)
final class CompetingIT {

    private final Plash plash;

    CompetingIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void twentyLayersGetTwentyIds() {
        List<String> ids = plash.shell("""
                        dir=$(plash mkdtemp)
                        for n in $(seq 20); do mkdir "$dir/$n"; echo "$n" >"$dir/$n/number"; done
                        for n in $(seq 20); do plash add-layer 1 "$dir/$n" >"id.$n" & done
                        wait
                        for n in $(seq 20); do
                            [ "$(cat "$(plash nodepath "$(cat "id.$n")")/_data/root/number")" = "$n" ]
                            cat "id.$n"
                        done""").value().lines().toList();
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void tenIdenticalBuildsBuildOnce() {
        Result result = plash.shell("""
                for n in $(seq 10); do plash build -f 1 --run 'echo built' --layer --run 'echo again' >"id.$n" 2>"log.$n" & done
                wait
                cat id.* | sort -u
                cat log.* >&2""");
        assertThat(result.value()).matches("[0-9]+");
        // Not necessarily by the same one of them.
        assertThat(result.stderr().lines())
                .containsExactlyInAnyOrder("--> echo built", "built", "--:", "--> echo again", "again", "--:");
    }

    @Test
    void theFirstCommandsMakeTheBuildDataOnce() {
        assertThat(plash.shell("cp " + plash.image() + " image.tar\n" + """
                                export PLASH_DATA="$PWD/data"
                                for n in $(seq 6); do plash import-tar image.tar >"id.$n" & done
                                wait
                                cat id.* | sort -n""").value())
                .isEqualTo("1\n2\n3\n4\n5\n6");
    }

    @Test
    void aPurgeLeavesAnImportThatRunsAlone() {
        assertThat(plash.shell("""
                                plash export-tar 1 image.tar
                                mkfifo archive
                                plash import-tar <archive >id &
                                exec 8>archive
                                head -c 10240 image.tar >&8
                                until ls -d "$PLASH_DATA"/tmp/job-* >/dev/null 2>&1; do sleep 0.1; done
                                plash purge --yes || echo refused
                                tail -c +10241 image.tar >&8
                                exec 8>&-
                                wait $!
                                plash run "$(cat id)" echo fine""").value()).isEqualTo("refused\nfine");
    }

    /** Which has no name. */
    @Test
    void whatRunsIsListedWithItsImage() {
        assertThat(plash.shell("""
                                id=$(plash create 1 true)
                                plash run "$id" sleep 60 &
                                until plash ps | grep -q "^$! "; do sleep 0.1; done
                                plash ps | tr -s ' ' | grep "^$! " | cut -d ' ' -f 3
                                kill $!""").value()).isEqualTo("1");
    }

    @Test
    void removalAndUseEndWellTogether() {
        Result result = plash.shell("""
                id=$(plash create 1 touch /file)
                for n in $(seq 4); do
                    { plash run "$id" echo ran || :; } >"out.$n" 2>"err.$n" &
                    { plash build -f "$id" --run true || :; } >"out.b$n" 2>"err.b$n" &
                done
                plash rm "$id"
                wait
                cat err.*
                plash run 1 echo fine""");
        assertThat(result.value()).endsWith("fine").doesNotContain("Exception");
    }
}
