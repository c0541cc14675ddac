package io.plash.macro.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.host.FileState;
import io.plash.macro.TestHost;
import io.plash.macro.builtin.BuiltinMacros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    private final TestHost host = new TestHost(new BuiltinMacros());

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makesATree() throws IOException, InterruptedException {
        host.directory = directory;
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(tree.resolve("a"), "-x one");
        Files.createDirectory(tree.resolve("sub"));
        Files.writeString(tree.resolve("sub/b"), "-x two");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("nowhere"));
        awaitNextTick();
    }

    /** What is written now gets another time than what was written before. */
    private static void awaitNextTick() throws InterruptedException {
        Thread.sleep(40);
    }

    @Test
    void areNoneForPlainMacros() {
        Inputs inputs = host.inputs("--from-id", "1", "-lx", "touch /a", "--apt", "git", "--write-file", "/x", "y");

        assertThat(inputs).isEqualTo(new Inputs(Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty()));
    }

    @Test
    void areTheFilesThatWereRead() {
        Inputs inputs = host.inputs(
                "--eval-file", "tree/a", "--eval-file", tree.resolve("sub/b").toString());

        assertThat(inputs.files()).containsOnlyKeys(tree.resolve("a"), tree.resolve("sub/b"));
        assertThat(inputs.unrepeatable()).isEmpty();
    }

    @Test
    void areTheFilesAndDirectoriesOfATree() {
        Inputs inputs = host.inputs("--hash-path", "tree");

        assertThat(inputs.files())
                .containsOnlyKeys(tree, tree.resolve("a"), tree.resolve("sub"), tree.resolve("sub/b"));
        assertThat(inputs.unrepeatable()).isEmpty();
    }

    @Test
    void areTheDirectoryIfANameWasRelative() {
        assertThat(host.inputs("--hash-path", "tree/a").directory()).contains(directory);
        assertThat(host.inputs("--hash-path", tree.resolve("a").toString()).directory())
                .isEmpty();
    }

    @Test
    void areTheNameThatTheUserGaveALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("tree/a"));
        FileState before = host.inputs("--hash-path", "link").files().get(link);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("tree/sub/b"));

        assertThat(host.inputs("--hash-path", "link").files().get(link)).isNotEqualTo(before);
    }

    @Test
    void areTheVariablesThatWereAskedFor() {
        host.environment.put("SET", "value");
        host.environment.put("HOME", directory.toString());

        assertThat(host.inputs("--import-env", "SET:X", "UNSET").variables())
                .isEqualTo(Map.of("SET", Optional.of("value"), "UNSET", Optional.empty()));
        assertThat(host.inputs("--eval-file", "~/tree/a").variables()).containsOnlyKeys("HOME");
    }

    @Test
    void areTheKeysOfContainers() {
        host.map.put("base", 3L);
        host.images.put("url:http://x/y.tar", 4L);

        assertThat(host.inputs("--from-map", "base", "--from-url", "http://x/y.tar")
                        .containers())
                .isEqualTo(Map.of("base", OptionalLong.of(3), "url:http://x/y.tar", OptionalLong.of(4)));
    }

    @Test
    void sayWhatCannotBeRepeated() {
        assertThat(host.inputs("-x", "a", "--invalidate-layer").unrepeatable())
                .contains("--invalidate-layer means something else each time");
        assertThat(host.inputs("--eval-stdin").unrepeatable()).contains("--eval-stdin reads standard input");
        assertThat(host.inputs("--run-stdin").unrepeatable()).contains("--run-stdin reads standard input");
    }

    @Test
    void sayThatAFileHasChangedJustNow() throws IOException {
        Path file = Files.writeString(directory.resolve("new"), "-x a");
        Instant now = FileState.of(file).changed().toInstant();

        assertThat(FileState.of(file).isSettled(now.plusMillis(1))).isFalse();
        assertThat(FileState.of(file).isSettled(now.plusSeconds(4))).isTrue();
    }

    @Test
    void doNotTrustTheSizeOfAFileThatIsMadeUp() {
        assertThat(host.inputs("--hash-path", "/proc/version").unrepeatable().orElse(""))
                .startsWith("/proc/version ");
    }

    @Test
    void tellAChangeOfContentThatKeepsSizeAndTime() throws Exception {
        Path file = tree.resolve("a");
        FileTime modified = Files.getLastModifiedTime(file);
        FileState before = host.inputs("--hash-path", "tree").files().get(file);
        Files.writeString(file, "-x owt");
        Files.setLastModifiedTime(file, modified);

        assertThat(host.inputs("--hash-path", "tree").files().get(file)).isNotEqualTo(before);
    }

    @Test
    void tellAChangeOfMode() throws Exception {
        Path file = tree.resolve("a");
        FileState before = host.inputs("--hash-path", "tree").files().get(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));

        assertThat(host.inputs("--hash-path", "tree").files().get(file)).isNotEqualTo(before);
    }

    @Test
    void tellThatALinkInsideSaysSomethingElse() throws Exception {
        FileState before = host.inputs("--hash-path", "tree").files().get(tree);
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("elsewhere"));

        assertThat(host.inputs("--hash-path", "tree").files().get(tree)).isNotEqualTo(before);
    }

    @Test
    void keepTheStateBeforeTheFirstReading() throws IOException {
        FileMemory memory = new FileMemory();
        Path file = tree.resolve("a");
        memory.before(file);
        FileState first = FileState.of(file);
        Files.writeString(file, "longer than it was");
        memory.before(file);

        assertThat(memory.files()).isEqualTo(Map.of(file, first));
    }

    @Test
    void areTheDirectoryThatAnImageIsIn() throws IOException, InterruptedException {
        host.sources.add("docker");
        host.images.put("docker:oci:" + directory.resolve("img"), 4L);
        host.images.put("docker:oci:" + tree.resolve("img"), 5L);
        Path program = Files.writeString(tree.resolve("program"), "--from-docker oci:img");
        awaitNextTick();

        assertThat(host.inputs("--from-docker", "oci:img").directory()).contains(directory);
        assertThat(host.inputs("--from-docker", "oci:" + directory + "/img").directory())
                .isEmpty();
        Inputs inputs = host.inputsOfProgram(program.toString());
        assertThat(inputs.containers()).containsOnlyKeys("docker:oci:" + tree.resolve("img"));
        assertThat(inputs.directory()).isEmpty();
    }

    @Test
    void areTheProgramAndNotItsDirectoryIfItsNameIsAbsolute() throws IOException, InterruptedException {
        Path program = Files.writeString(tree.resolve("program"), "--eval-file a\n--hash-path sub/b");
        awaitNextTick();

        Inputs inputs = host.inputsOfProgram(program.toString());

        assertThat(inputs.files()).containsOnlyKeys(program, tree.resolve("a"), tree.resolve("sub/b"));
        assertThat(inputs.directory()).isEmpty();
        assertThat(host.inputsOfProgram("tree/program").directory()).contains(directory);
    }
}
