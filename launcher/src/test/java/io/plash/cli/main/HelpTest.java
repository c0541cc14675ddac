package io.plash.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.host.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;

    @TempDir
    Path directory;

    @BeforeEach
    void capturesWhatIsPrinted() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void printsAgain() {
        System.setOut(stdout);
        System.setErr(stderr);
    }

    private int plash(String... argv) {
        out.reset();
        err.reset();
        Path data = directory.resolve("data");
        return Main.run(List.of(argv), new Environment(Map.of("PLASH_DATA", data.toString())), "");
    }

    private String stdout() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String stderr() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static Stream<String> names() {
        return Texts.explained();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheSameHoweverItIsAskedFor(String name) {
        assertThat(plash("help", name)).isZero();
        String help = stdout();

        assertThat(help).startsWith("usage: plash ");
        assertThat(plash(name, "--help")).isZero();
        assertThat(stdout()).isEqualTo(help);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help convert-layers", "convert-layers --help", "words -h"})
    void isNotThereForWhatIsNoBusinessOfUsers(String words) {
        assertThat(plash(words.split(" "))).isEqualTo(1);

        assertThat(stderr()).startsWith("plash: error: no such command: ");
    }

    @ParameterizedTest
    @CsvSource({
        "runopts -z, unknown option: '-z'",
        "map --yes, unknown option: '--yes'",
        "map -x 1, unknown option: '-x'"
    })
    void anUnknownOptionIsNamedThoughAnArgumentIsMissing(String words, String named) {
        assertThat(plash(words.split(" "))).isEqualTo(1);

        assertThat(stderr()).startsWith("plash: error: " + named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "list", "-h", "--help"})
    void listsTheCommands(String word) {
        assertThat(plash(word)).isZero();

        assertThat(stdout().lines())
                .contains(
                        "  Build containers",
                        "plash rm           Deletes a container and all that were built on it.",
                        "plash list         Alias for `plash help`",
                        "plash --version    Alias for `plash version`")
                .endsWith("plash -*           Fallback to `plash run`")
                .noneMatch(line -> line.contains("-mounted"));
    }

    /** The second word of each line but the last is taken for a command by scripts. */
    @Test
    void canBeReadByScripts() {
        plash("help");

        assertThat(stdout().lines()
                        .map(line -> line.split(" ", -1))
                        .map(words -> words.length > 1 ? words[1] : words[0])
                        .filter(word -> !word.isEmpty() && !word.equals("-*")))
                .isSubsetOf(names().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add-layer",
                "add-layer 0",
                "b",
                "b run",
                "b run 1",
                "copy",
                "copy 1",
                "create",
                "export-tar",
                "export-tar a b c",
                "map",
                "help a b",
                "import-url",
                "init x",
                "mkdtemp x",
                "mount",
                "nodepath",
                "nodepath --x 1",
                "parent",
                "rm",
                "run",
                "runopts",
                "runopts -z",
                "version x",
                "with-mount"
            })
    void wrongUsageShowsTheUsage(String words) {
        assertThat(plash(words.split(" "))).isEqualTo(1);

        assertThat(stdout()).isEmpty();
        assertThat(stderr()).matches("plash: error: [a-z].*\nplash: hint: usage: plash .*\n");
    }
}
