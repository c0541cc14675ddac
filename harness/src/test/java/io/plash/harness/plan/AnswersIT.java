package io.plash.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shell reads from the build data itself. Java answers where the path of the build data is not in its plain form. */
@ForEachCaller(Caller.WITH_IDS)
final class AnswersIT {

    /** Made once. */
    private static final String CONTAINERS = """
            if [ ! -e ~/linked ]; then
                plash create 1 touch /child >~/child
                plash create 1 touch /gone >~/gone
                plash map name "$(cat ~/child)"; plash map gone "$(cat ~/gone)"; plash rm "$(cat ~/gone)"
                ln -s "$PLASH_DATA" ~/linked
            fi
            child=$(cat ~/child) gone=$(cat ~/gone)
            """;

    private final Plash plash;

    AnswersIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void areThoseOfJava() {
        String differences = plash.shell(CONTAINERS + """
                ask() {
                    status=0
                    PLASH_DATA=$1 plash $words >out 2>err || status=$?
                    echo "$words: $status"
                    cat out err
                }
                while read -r words; do
                    ask "$HOME/linked" >quick
                    ask "$HOME/linked/." >java
                    diff java quick
                    cat quick >>answers
                done <<WORDS
                data
                data ls -d layer
                data nonsense
                nodepath 1
                nodepath $child
                nodepath $gone
                nodepath 0
                nodepath 1/0
                parent 1
                parent $child
                parent 0
                map name
                map gone
                map unknown
                map a/b
                WORDS
                grep -c ': 0$' answers
                """).value();

        assertThat(differences).isEqualTo("9");
    }

    /** A wrapper without the texts asks Java. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "help",
                "list",
                "version",
                "--version",
                "help run",
                "run --help",
                "pull:tarfile -h",
                "help -h",
                "help nonsense",
                "help ../version.txt",
                "nonsense --help",
                "help run build"
            })
    void areTheTextsOfJava(String words) {
        assertThat(plash.shell("""
                        installed=$(dirname "$(command -v plash)")/..
                        mkdir -p bin lib/plash
                        cp "$installed/bin/plash" bin
                        for script in answer kept plan launch jvm; do cp "$installed/lib/plash/$script" lib/plash; done
                        ask() {
                            status=0
                            "$@" 2>&1 || status=$?
                            echo "$status"
                        }
                        ask plash %1$s >texts
                        ask bin/plash %1$s >java
                        diff java texts
                        """.formatted(words)).status()).isZero();
    }

    @Test
    void needNoJava() {
        assertThat(plash.with("JAVA_HOME", "/nonexistent")
                        .shell(CONTAINERS + """
                        mkdir bin && cp -R "$(dirname "$(command -v plash)")/../lib" . && cp "$(command -v plash)" bin
                        rm lib/plash/jvm
                        bin/plash data
                        bin/plash nodepath "$child"
                        bin/plash parent "$child"
                        bin/plash map name
                        bin/plash data sh -c 'pwd; echo "$@"' sh 'a  b' '*'
                        bin/plash data nonsense 2>&1 || echo $?
                        bin/plash version | wc -l
                        bin/plash help run | head -n 1
                        bin/plash mkdtemp | sed "s,^$PLASH_DATA/tmp/plashtmp_[0-9]*_$$[_].*,made,"
                        ! bin/plash ps 2>/dev/null
                        """)
                        .value())
                .isEqualTo(plash.data() + "\n" + plash.data() + "/layer/0/1/2\n1\n2\n" + plash.data()
                        + "\na  b *\nplash: error: nonsense: command not found\n127\n1\n"
                        + "usage: plash run CONTAINER [COMMAND [ARG...]]\nmade");
    }
}
