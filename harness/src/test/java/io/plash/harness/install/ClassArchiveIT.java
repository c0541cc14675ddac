package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** plash works whatever happens to the archive that makes Java start quickly, and to the Java that made it. */
@Tag("java")
@ForEachCaller(Caller.WITH_IDS)
final class ClassArchiveIT {

    /** A copy of the installation that uses its own archive; the script goes on in its lib/plash. */
    private static final String COPY = """
            installed=$(dirname "$(command -v plash)")/..
            home=$(cd -P "$installed/lib/plash" && pwd)
            mkdir prefix prefix/bin prefix/lib
            cp "$installed/bin/plash" prefix/bin/
            cp -R "$home" prefix/lib/plash
            sed -n 's/^-XX:\\(AOTCache\\|SharedArchiveFile\\)=//p' "$home/jvm" | sort -u | while read -r archive; do
                cp -f "$archive" prefix/lib/plash/
            done
            cd prefix/lib/plash
            chmod u+w plain-* images-* classes-* 2>/dev/null || :
            sed -i -e "2s,.*,$PWD," -e "s,^\\(-XX:AOTCache\\|-XX:SharedArchiveFile\\)=.*/,\\1=$PWD/," jvm
            each() {
                for archive in plain-* images-* classes-*; do
                    [ ! -e "$archive" ] || "$@" "$archive"
                done
            }
            zero() {
                dd if=/dev/zero of="$1" bs=4096 seek=100 count=100 conv=notrunc 2>/dev/null
            }
            become_directory() {
                rm "$1"
                mkdir "$1"
            }
            """;

    /** Whether a build succeeds, which starts Java twice, is seen with these. */
    private static final Set<String> BUILDS = Set.of("whole", "lost", "zeroed in the middle");

    private final Plash plash;

    ClassArchiveIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "whole,                 :",
        "lost,                  each rm",
        "empty,                 each truncate -s 0",
        "cut short,             each truncate -s 100000",
        "cut at a page,         each truncate -s 8192",
        "of something else,     each cp jars/plash-launcher.jar",
        "zeroed in the middle,  each zero",
        "a directory,           each become_directory",
        "made elsewhere,        cd ../../..; mv prefix 'my prefix'; cd 'my prefix/lib/plash'",
        "of a Java that is gone, sed -i 1s:.*:/nonexistent/bin/java: jvm",
        "without options,       rm jvm",
    })
    void worksWithAnArchiveThatIs(String state, String damage) {
        assertThat(plash.shell(COPY + damage + """

                                cd ../..
                                bin/plash id 1 2>/dev/null
                                bin/plash import-url file:///nonexistent 2>&1 | grep -m 1 '^plash: error: '
                                bin/plash run 1 echo fine 2>/dev/null
                                """
                                + (BUILDS.contains(state)
                                        ? "bin/plash -f 1 --run true -- echo fine 2>/dev/null"
                                        : "echo fine"))
                        .value())
                .isEqualTo("1\nplash: error: no image: url:file:///nonexistent\nfine\nfine");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:+UseParallelGC",
        "JDK_JAVA_OPTIONS,  -Xshare:off",
        "_JAVA_OPTIONS,     -Xmx1g",
        "JAVA_HOME,         /nonexistent",
        "CLASSPATH,         /nonexistent.jar",
    })
    void isNotDisturbedByWhatIsMeantForOtherPrograms(String variable, String value) {
        assertThat(plash.with(variable, value)
                        .shell("plash run 1 echo fine 2>&1")
                        .value())
                .isEqualTo("fine");
    }
}
