package io.plash.cli.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.host.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the completion as an installation has it, on build data with the containers 1, 2 and 10. */
class CompletionTest {

    private static final Path SCRIPTS = Path.of("src/main/completion").toAbsolutePath();

    @TempDir
    static Path prefix;

    @BeforeAll
    static void install() throws IOException {
        Path lib = Files.createDirectories(prefix.resolve("lib/plash"));
        Path complete = Files.copy(Path.of("src/main/sh/complete"), lib.resolve("complete"));
        Path bin = Files.createDirectories(prefix.resolve("bin"));
        Path plash = Files.writeString(bin.resolve("plash"), "#!/bin/sh\nexit 9\n");
        for (Path program : List.of(complete, plash)) {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(lib.resolve("words"), words());
        for (String container : List.of("0", "1", "2", "10")) {
            link("index/" + container, Files.createDirectories(prefix.resolve("data/layer/" + container)));
        }
        link("index/11", prefix.resolve("data/layer/11"));
        for (String key :
                List.of("mytool", "my web", "own:tool", "image:alpine", "recall:7", "0".repeat(40), "bad\u001b[31m")) {
            link("map/" + key, prefix.resolve("data/layer/1"));
        }
    }

    private static void link(String name, Path target) throws IOException {
        Path link = prefix.resolve("data").resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    private static String words() {
        PrintStream stdout = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(List.of("words"), new Environment(Map.of("PLASH_DATA", "/nonexistent")), ""))
                    .isZero();
        } finally {
            System.setOut(stdout);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Path said = prefix.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PLASH_DATA", prefix.resolve("data").toString());
        builder.environment().put("HOME", prefix.toString());
        builder.environment().merge("PATH", prefix.resolve("bin") + ":", (path, first) -> first + path);
        builder.start().waitFor();
        return Files.readAllLines(said);
    }

    /** The candidates without what is said about them. */
    private static List<String> complete(String... typed) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(prefix.resolve("lib/plash/complete").toString()));
        command.addAll(Arrays.asList(typed));
        return run(command.toArray(String[]::new)).stream()
                .map(line -> line.replaceFirst("\t.*", ""))
                .toList();
    }

    @Test
    void commandsComeWithTheirSummaries() throws Exception {
        assertThat(run(prefix.resolve("lib/plash/complete").toString(), ""))
                .contains(
                        "rm\tDeletes a container and all that were built on it.",
                        "parent\tPrints the container that a container was built on; 0 for an image.")
                .noneMatch(line -> line.startsWith("-") || line.contains("-mounted"));
        assertThat(complete("b", "")).contains("run", "export-tar");
        assertThat(complete("help", "")).contains("run", "map");
    }

    @Test
    void whatExtensionsCanBringIsThereByItsName() throws Exception {
        // plash has one of each that has nothing of its own beside it.
        assertThat(complete("--import", "")).containsExactly("plash");
        assertThat(complete("help-macros", "")).containsExactly("plash");
        assertThat(complete("import-")).contains("import-host", "import-url");
    }

    @Test
    void containersAreThoseThatAreThere() throws Exception {
        assertThat(complete("run", "")).containsExactly("1", "2", "10");
        assertThat(complete("rm", "")).containsExactly("1", "2", "10");
        assertThat(complete("rm", "1", "")).isEmpty();
        assertThat(complete("runopts", "-i", "-c", "")).containsExactly("1", "2", "10");
        assertThat(complete("--from-id", "")).containsExactly("1", "2", "10");
        assertThat(complete("map", "mytool", "")).containsExactly("1", "2", "10");
    }

    @Test
    void keysAreThoseOfTheUser() throws Exception {
        assertThat(complete("map", "")).containsExactlyInAnyOrder("mytool", "my web", "own:tool");
        assertThat(complete("run", "--from-map", "")).contains("mytool", "my web", "own:tool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "recall", "cache", "do"})
    void commandsOfPlashFollowOnThoseThatCallThem(String command) throws Exception {
        assertThat(complete(command, "r")).contains("run", "rm").doesNotContain("/programs", "/files");
    }

    @Test
    void aContainerIsOfferedWhereItIsToBeNamed() throws Exception {
        assertThat(complete("cache", "create", "")).containsExactly("1", "2", "10");
        assertThat(complete("plan", "run", "1", "")).containsExactly("/programs");
        assertThat(complete("recall", "run", "")).containsExactly("/programs");
        assertThat(complete("do", "rm", "")).isEmpty();
    }

    @Test
    void ofWhatRunsTheContainersAreOffered() throws Exception {
        assertThat(complete("exec", "")).containsExactly("1", "2", "10");
        assertThat(complete("exec", "1", "")).containsExactly("/programs");
    }

    @Test
    void unionFilesystemsAreThoseOfPlash() throws Exception {
        assertThat(complete("convert-union", "")).containsExactly("overlay", "fuse-overlayfs");
    }

    @Test
    void macrosStandWhereBuildArgumentsCan() throws Exception {
        assertThat(complete("--from")).contains("--from", "--apt", "-f", "--version");
        assertThat(complete("build", "--apt", "curl", "-")).contains("--apt", "--from");
        assertThat(complete("rm", "-")).contains("--from");
        assertThat(complete("parent", "-")).isEmpty();
        assertThat(complete("nodepath", "-")).containsExactly("--allow-root-container");
        assertThat(complete("--from", "host", "--", "ls", "-")).containsExactly("/files");
    }

    @Test
    void imagesAreContainersAndSources() throws Exception {
        assertThat(complete("build", "-f", "")).contains("1", "2", "10", "host", "url");
    }

    @Test
    void programsAndFilesAreLeftToTheShell() throws Exception {
        assertThat(complete("run", "1", "")).containsExactly("/programs");
        assertThat(complete("run", "1", "ls", "")).containsExactly("/files");
        assertThat(complete("--from", "1", "--", "")).containsExactly("/programs");
        assertThat(complete("sudo", "")).containsExactly("/programs");
        assertThat(complete("import-tar", "")).containsExactly("/files");
        assertThat(complete("./hello", "")).containsExactly("/files");
        assertThat(complete("build", "--eval-file", "")).containsExactly("/files");
    }

    @Test
    void variablesAreThoseOfTheCaller() throws Exception {
        assertThat(complete("runopts", "-e", "")).contains("PLASH_DATA", "HOME");
    }

    @ParameterizedTest
    @CsvSource({
        "plash nod, nodepath",
        "plash run 1, 1 10",
        "plash run --from-ma, --from-map",
        "plash map my, 'my\\ web mytool'",
        "plash runopts -c 2, 2"
    })
    void bashCompletes(String line, String candidates) throws Exception {
        String script = "source '%s/plash.bash'; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _plash; "
                        .formatted(SCRIPTS, line)
                + "echo ${COMPREPLY[@]@E}; echo ${COMPREPLY[@]}";

        assertThat(run("bash", "--norc", "-c", script)).endsWith(candidates);
    }

    @ParameterizedTest
    @CsvSource({
        "plash nod, nodepath",
        "plash run 1, 1 10",
        "plash run --from-ma, --from-map",
        "plash map my, 'my\\ web mytool'",
        "plash runopts -c 2, 2"
    })
    void fishCompletes(String line, String candidates) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "fish is not installed");

        List<String> completed =
                run("fish", "--no-config", "-c", "source '%s/plash.fish'; complete -C '%s'".formatted(SCRIPTS, line));

        assertThat(completed.stream().map(word -> word.replaceFirst("\t.*", "").replace(' ', '_')))
                .containsExactlyInAnyOrder(candidates.replace("\\ ", "_").split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "plash '', rm:Deletes a container and all that were built on it.",
        "plash run '', 10:",
        "plash map '', my web:",
        "plash run --from-ma, --from-map:Start from the container that `plash map` knows by this key",
        "plash import-tar '', files"
    })
    void zshCompletes(String line, String offered) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "zsh is not installed");
        String script = "_describe() { print -rl -- ${(P)4} }; _files() { print files }; "
                + "words=(%s); CURRENT=$#words; complete() { . '%s/_plash' }; complete".formatted(line, SCRIPTS);

        assertThat(run("zsh", "-f", "-c", script)).contains(offered);
    }
}
