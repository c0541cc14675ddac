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

/** Bad input is one clear line and exit status 1, and changes nothing. */
@ForEachCaller(Caller.WITH_IDS)
final class BadInputIT {

    private static final String STATE = """
            # Launch plans, mount points and what came of downloads are kept for the next time, whatever became of it.
            state() {
                find "$PLASH_DATA" \\( -path '*/plan/*' -o -path '*/mountpoints/*' -o -path '*/download/*' \\) -prune -o -printf '%P %M %s %l\\n' |
                    grep -v '^\\(plan\\|mountpoints\\|download\\|lock\\|tmp\\) ' | sort
            }
            """;

    /** Made once for each caller. */
    private static final String INPUT = """
            if [ ! -d ~/input ]; then
                mkdir ~/input ~/input/dir ~/input/full
                plash build -f 1 --run false >/dev/null 2>&1 || :
                (
                    cd ~/input
                    touch full/file empty; echo text >text
                    head -c 300000 "$IMAGE" >cut.tar
                    gzip -c "$IMAGE" | head -c 300000 >cut.tar.gz
                    { printf '\\3757zXZ\\000'; cat text; } >bad.tar.xz
                    ln -s /proc/self/mem unreadable.tar
                )
            fi
            """;

    private final Plash plash;

    BadInputIT(Plash plash) {
        this.plash = plash.with("IMAGE", plash.image().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "import-tar missing.tar                            | missing.tar",
                "import-tar .                                      | directory",
                "import-tar empty                                  | empty",
                "import-tar text                                   | not a tar archive: text",
                "import-tar cut.tar                                | cut.tar",
                "import-tar cut.tar.gz                             | cut.tar.gz",
                "import-tar bad.tar.xz                             | bad.tar.xz",
                "import-tar unreadable.tar                         | unreadable.tar",
                "import-url notaurl                                | notaurl",
                "import-url http://127.0.0.1:1/rootfs.tar          | 127.0.0.1:1",
                "import-url http://user:secret@127.0.0.1:1/r.tar   | 127.0.0.1:1",
                "import-url gopher://127.0.0.1/rootfs.tar          | gopher",
                "import-url file:///does/not/exist                 | /does/not/exist",
                "import-url ''                                     | URL",
                "build --from-nowhere x                            | from-nowhere",
                "build -f 1 --nomacro                              | nomacro",
                "build -f 1 --eval-file missing                    | missing",
                "build -f 1 --hash-path missing                    | missing",
                "build -f 999 --run true                           | 999",
                "build --from '' --run true                        | from",
                "build --run true                                  | image",
                "run 999                                           | 999",
                "run -1                                            | 1",
                "run 99999999999999999999                          | 99999999999999999999",
                "run 1/..                                          | 1/..",
                "rm 0                                              | 0",
                "rm ../1                                           | ../1",
                "map a/b 1                                         | a/b",
                "map .. 1                                          | ..",
                "map '' 1                                          | key",
                "map name 999                                      | 999",
                "nodepath 999                                      | 999",
                "add-layer 1 ''                                    | cannot use '' as a path",
                "mount 1 ''                                        | cannot use '' as a path",
                "mount 1 dir ''                                    | cannot use '' as a path",
                "runopts -c 1 -d '' true                           | cannot use '' as a path",
                "run:persist 1 '' true                             | cannot use '' as a path",
                "chroot '' true                                    | cannot use '' as a path",
                "check 1 ''                                        | cannot use '' as a path",
                "copy 1 ''                                         | cannot use '' as a path",
                "add-layer 1 .                                     | it is the working directory",
                "add-layer 1 ..                                    | it is the working directory",
                "add-layer 999 dir                                 | 999",
                "add-layer 1 missing                               | missing",
                "add-layer 1 text                                  | text",
                "add-layer 0 \"$PLASH_DATA/map\"                     | build data",
                "add-layer 0 \"$PLASH_DATA\"                         | build data",
                "add-layer 0 \"$PLASH_DATA/index/1/_data/root\"      | build data",
                "nodepath word                                     | word",
                "map key word                                      | word",
                "run word                                          | word",
                "build -Z                                          | Z",
                "build --from                                      | from",
                "build -f 1 --write-file                           | write-file",
                "runopts -c                                        | -c",
                "runopts -c 1 -e                                   | -e",
                "import-tar ''                                     | empty",
                "export-tar 999 out.tar                            | 999",
                "export-tar 1 missing/out.tar                      | missing",
                "copy 1 full                                       | full",
                "mount 1 missing                                   | missing",
                "runopts -c 1 -m relative true                     | relative",
                "runopts -c 1 -e 'A B' true                        | A B",
                "test 'unit/versio[n'                              | no test begins with unit/versio[n",
                "test \"$(printf '%b' '--no\\0033[31m')\"             | --no?[31m",
                "nosuchcommand                                     | nosuchcommand",
            })
    void isNamed(String command, String named) {
        Result result = plash.shell(STATE + INPUT + """
                cp -R ~/input/. .
                state >before
                status=0
                """ + "plash " + command + " >out 2>err || status=$?\n" + """
                state | diff before - >&2
                cat out
                cat err >&2
                exit "$status"\s""");
        assertThat(result.error()).contains(named).doesNotContain("secret", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export-tar 1 x",
                "copy 1 x",
                "add-layer 1 tmp",
                "runopts -c 1 -d x true",
                "eval --hash-path .",
                "chroot . true",
                "import-tar x"
            })
    void areRelativeNamesInADirectoryThatIsGone(String command) {
        Result result = plash.shell("mkdir gone; cd gone; rmdir ../gone; plash " + command + " 2>&1 |"
                + " { grep -v 'getcwd() failed' || :; } >&2; exit 1");

        assertThat(result.error()).endsWith("the working directory is gone, or out of reach");
    }

    @ParameterizedTest
    @CsvSource({
        "sudo,cannot run,126",
        "data,cannot run,126",
        "with-mount 1,cannot run,126",
        "sudo,command not found,127"
    })
    void areProgramsThatAreNone(String command, String named, int status) {
        Result result = plash.shell("echo text >text\nplash " + command + (status == 127 ? " ''" : " \"$PWD/text\""));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.stderr()).startsWith("plash: error: ").contains(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "nodepath 1", "build -f 1", "images", "help", "eval -f 1 --run true", "version"})
    void saysThatItsValueGotLost(String words) {
        Result lost = plash.shell("plash " + words + " >/dev/null; plash " + words + " >/dev/full");

        assertThat(lost.error()).isEqualTo("cannot write to stdout: No space left on device");
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
    void isAPlaceWhereNoBuildDataCanBe(String data, String preparation, String named) {
        String place = data.replace("~", "\n");
        Result result = plash.shell(preparation + "\nls -RA >../before; export PLASH_DATA=\"" + place
                + "\"; status=0; plash run 1 true >../out 2>../err || status=$?\n"
                + "ls -RA | diff ../before - >&2; cat ../out; cat ../err >&2; exit $status");
        assertThat(result.error()).contains(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "df --nonsense", "images 1", "run"})
    void makesNoBuildDataWhereTheUsageIsWrong(String words) {
        Result result = plash.with("PLASH_DATA", plash.home() + "/none").run(words.split(" "));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stderr()).contains("usage: plash ");
        assertThat(plash.home().resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-tar 1", "build -f 1 --run 'touch /closed'", "create 1 true"})
    void saysThatThereWasNoPlaceForItsValue(String words) {
        assertThat(plash.shell("plash " + words
                                + " 2>err >&- || status=$?; grep -v '^-->*\\|^--:' err >&2; exit ${status:-0}")
                        .error())
                .startsWith("cannot write");
    }

    /** Behind the usage lies no build data, or a container that is there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec-file",
                "exec ''",
                "export-tar 1 /tmp",
                "runopts -c 1 -m relative true",
                "runopts -c 1 -e '' true",
                "runopts -c 1 -e A=B true",
                "shrink --unused-for -1"
            })
    void isWrongUsage(String words) {
        Result result = plash.shell("plash " + words);

        assertThat(result.error()).isNotEmpty();
        assertThat(result.stderr()).contains("plash: hint: usage: plash ");
    }

    @Test
    void isAUnionFilesystemThatIsNotThere() {
        Result result = plash.shell("""
                cp -a "$PLASH_DATA" "$HOME/data"
                export PLASH_DATA=~/data
                echo bogus >"$PLASH_DATA/config/union_taste"
                status=0
                plash run 1 true || status=$?
                plash sudo rm -rf "$HOME/data"
                exit "$status"
                """);

        assertThat(result.error()).isEqualTo("unexpected union taste: bogus");
        assertThat(result.stderr()).doesNotContain("convert-union bogus");
    }
}
