package io.plash.harness.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments survive byte for byte, whatever they are and however plash is called. */
@Tag("java")
@ForEachCaller({Caller.ROOT, Caller.SINGLE_ID})
final class ArgumentsIT {

    private static final String WORDS = """
            newline='
            '
            set -- '' ' ' 'a b' "it's" 'a"b' "a${newline}b" "$newline" "a$newline$newline" '$HOME ${HOME}' '`id`' '$(id)' \\
                'a\\b' '\\' '\\\\' '\\n' '-' '--' '-c' '--help' '--\\' '--# a' '--from' '*' '?' '[a]' '~' '~root' '#' '!' 'a=b' '%s' \\
                '&' ';' '|' '<' '>' '(' '{a,b}' "$(printf 'gr\\303\\274\\303\\237e')" "$(printf '\\377\\376 \\300')" "$(printf '\\001\\033[1m\\177')" \\
                ' ' ''
            """;

    private final Plash plash;

    ArgumentsIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "run 1",
                "-f 1 --",
                "run -f 1 --",
                "b run -f 1 --",
                "runopts -c 1",
                "with-mount 1",
                "sudo",
                "data"
            })
    void surviveByteForByte(String command) {
        assertThat(plash.shell(WORDS + """
                                printf '<%s>' "$@" | od -An -c >want
                                plash $command printf '<%s>' "$@" | od -An -c | diff want -
                                """.replace("$command", command)).value())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX", "xx_XX.ISO-8859-1"})
    void surviveInEveryLocale(String locale) {
        assertThat(plash.with("LC_ALL", locale).shell(WORDS + """
                                        printf '<%s>' "$@" | od -An -c >want
                                        plash -f 1 --run true -- printf '<%s>' "$@" 2>/dev/null | od -An -c | diff want -
                                        """).value()).isEmpty();
    }

    @Test
    void reachACommandThatMakesAContainerByteForByte() {
        assertThat(plash.shell(WORDS + """
                                printf '<%s>' "$@" | od -An -c >want
                                plash create 1 printf '<%s>' "$@" 2>&1 >id | od -An -c | diff want -
                                """).value()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f 1 --run \": $b\" -- echo fine",
                "-f 1 --eval-file \"./$b\" -- echo fine",
                "-f 1 --hash-path \"./$b\" -- echo fine",
                "sudo sh -c \"plash nodepath $(plash import-tar \"$b.tar\") >/dev/null && echo fine\"",
                "run 1 echo fine",
                "\"./$b.sh\""
            })
    void ofABuildNeedNotBeText(String words) {
        assertThat(plash.shell("""
                b=$(printf '\\377')
                mkdir "$b.d"
                echo --run >"$b"
                printf '%s\n' '--from 1' '--run' 'touch /x' '--entrypoint-script' '#!/bin/sh' 'echo fine' >"$b.sh"
                tar -cf "$b.tar" "$b"
                cp -p "$b" "$b.sh" "$b.tar" "$b.d"
                for place in . "$b.d"; do
                    cd "$place"
                    ls -A >../before
                    plash $words 2>../log
                    plash $words
                    ls -A | diff ../before -
                done
                """.replace("$words", words)).value()).isEqualTo("fine\nfine\nfine\nfine");
    }

    @Test
    void mayBeLongAndMany() {
        assertThat(plash.shell("""
                                long=$(head -c 120000 /dev/zero | tr '\\0' x)
                                plash run 1 sh -c 'echo ${#1} $#' - "$long" $(seq 20000)
                                plash -f 1 -- sh -c 'echo ${#1} $#' - "$long" $(seq 20000)
                                """).value()).isEqualTo("120000 20001\n120000 20001");
    }

    @Test
    void reachABuildStepByteForByte() {
        assertThat(plash.shell(WORDS + """
                                printf '%s\\n' "$@" | od -An -c >want
                                set -- "$@" end
                                for word; do
                                    [ -z "$word" ] || case $word in -*) false ;; esac || word="--\\\\ $word"
                                    [ -n "$word" ] || word='--\\'
                                    set -- "$@" "$word"
                                    shift
                                done
                                plash -f 1 --write-file /file "$@" -- cat /file 2>/dev/null | grep -v '^end$' | od -An -c | diff want -
                                """).value()).isEmpty();
    }
}
