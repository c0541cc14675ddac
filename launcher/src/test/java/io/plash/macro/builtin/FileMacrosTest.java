package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.plash.macro.TestHost;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import io.plash.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMacrosTest {

    private final TestHost host = new TestHost(new BuiltinMacros());

    @TempDir
    Path directory;

    @BeforeEach
    void isInTheDirectory() {
        host.directory = directory;
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private void runByShell(String script) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("script"), RawText.encode(script));
        run("/bin/sh", "-e", file.toString());
    }

    @Nested
    class Writing {

        @Test
        void appendsLines() {
            assertThat(host.eval("--write-file", "/x", "line one", "li\"ne")).isEqualTo("""
                            touch /x
                            printf '%s\\n' 'line one' >> /x
                            printf '%s\\n' 'li"ne' >> /x
                            """);
        }

        @Test
        void makesAnEmptyFileWithoutLines() {
            assertThat(host.eval("--write-file", "/x y")).isEqualTo("touch '/x y'\n");
            assertThat(host.eval("--entrypoint-script"))
                    .isEqualTo("### plash hint: exec=/entrypoint\ntouch /entrypoint\nchmod 755 /entrypoint\n");
        }

        @Test
        void addsTheShellToAnEntrypoint() {
            assertThat(host.eval("--entrypoint-script", "echo hi")).isEqualTo("""
                            ### plash hint: exec=/entrypoint
                            touch /entrypoint
                            printf '%s\\n' '#!/bin/sh' >> /entrypoint
                            printf '%s\\n' 'echo hi' >> /entrypoint
                            chmod 755 /entrypoint
                            """);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "a",
                    "-n",
                    "-e \\n",
                    "\\",
                    "a\\tb",
                    "it's",
                    "%s",
                    "$HOME `id`",
                    "é",
                    "\uDCFF\uDCC3",
                    "a\nb"
                })
        void writesTheVeryLineByARealShell(String line) throws Exception {
            List<String> escaped = new ArrayList<>(List.of("--write-file", "a file\u00E9\uDCFF", "first"));
            escaped.add("--\\ " + line);

            runByShell(host.eval(escaped.toArray(String[]::new)));

            assertThat(directory.resolve(RawPath.of("a file\u00E9\uDCFF")))
                    .hasBinaryContent(RawText.encode("first\n" + line + "\n"));
        }

        @Test
        void makesAScriptThatRuns() throws Exception {
            runByShell(host.eval("--write-script", "it's", "#!/bin/sh", "echo ran > out"));
            runByShell("./" + ShellWords.quote("it's"));

            assertThat(directory.resolve("out")).hasContent("ran\n");
        }
    }

    @Nested
    class Hashing {

        private String hash(String... names) {
            List<String> arguments = new ArrayList<>(List.of("--hash-path"));
            arguments.addAll(List.of(names));
            return host.eval(arguments.toArray(String[]::new));
        }

        @BeforeEach
        void makesATree() throws IOException {
            Files.createDirectories(directory.resolve("tree/sub"));
            Files.writeString(directory.resolve("tree/a"), "one");
            Files.writeString(directory.resolve("tree/sub/b"), "two");
            Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("../outside"));
            Files.createDirectory(directory.resolve("outside"));
        }

        @Test
        void isTheSameForTheSameFiles() throws IOException {
            String before = hash("tree");
            Files.setLastModifiedTime(directory.resolve("tree/a"), FileTime.fromMillis(0));

            assertThat(before).matches(": hash: [0-9a-f]{64}\n");
            assertThat(hash("tree")).isEqualTo(before);
            assertThat(hash("tree/a", "tree/sub")).isEqualTo(hash("tree/sub", "tree/a"));
        }

        @Test
        void changesWithContent() throws IOException {
            String before = hash("tree");
            Files.writeString(directory.resolve("tree/sub/b"), "owt");

            assertThat(hash("tree")).isNotEqualTo(before);
        }

        @Test
        void changesWithAMode() throws IOException {
            Files.setPosixFilePermissions(directory.resolve("tree/a"), PosixFilePermissions.fromString("rw-r--r--"));
            String before = hash("tree");
            Files.setPosixFilePermissions(directory.resolve("tree/a"), PosixFilePermissions.fromString("rwxr--r--"));

            assertThat(hash("tree")).isNotEqualTo(before);
        }

        @Test
        void changesWithANameThatIsNotText() throws IOException {
            Path name = Files.createFile(directory.resolve("tree").resolve(RawPath.of("\uDCFE")));
            String before = hash("tree");
            Files.move(name, directory.resolve("tree").resolve(RawPath.of("\uDCFF")));

            assertThat(hash("tree")).isNotEqualTo(before);
        }

        @Test
        void changesWithAnEmptyDirectory() throws IOException {
            String before = hash("tree");
            Files.createDirectory(directory.resolve("tree/new"));

            assertThat(hash("tree")).isNotEqualTo(before);
        }

        @Test
        void takesALinkInsideForWhatItSays() throws IOException {
            String before = hash("tree");
            Files.createFile(directory.resolve("outside/file"));

            assertThat(hash("tree")).isEqualTo(before);
            Files.delete(directory.resolve("tree/link"));
            Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("../elsewhere"));
            assertThat(hash("tree")).isNotEqualTo(before);
        }

        @Test
        void followsALinkThatIsNamed() throws IOException {
            String before = hash("tree/link");
            Files.createFile(directory.resolve("outside/file"));

            assertThat(hash("tree/link")).isNotEqualTo(before);
        }

        @Test
        void tellsSpellingsApart() {
            assertThat(List.of(
                            hash("tree/a"),
                            hash("./tree/a"),
                            hash(directory.resolve("tree/a").toString())))
                    .doesNotHaveDuplicates();
        }

        @Test
        void tellsANameFromAContent() throws IOException {
            Files.writeString(directory.resolve("x"), "y");
            Files.writeString(directory.resolve("y"), "x");

            assertThat(hash("x")).isNotEqualTo(hash("y"));
        }

        @Test
        void readsNoPipe() throws Exception {
            run("mkfifo", "tree/pipe");

            assertThat(hash("tree")).startsWith(": hash: ");
        }

        @Test
        void saysWhatIsNotThere() throws IOException {
            Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));

            assertThatThrownBy(() -> hash("foo")).hasMessage("--hash-path: no such file: foo");
            assertThatThrownBy(() -> hash("dangling")).hasMessage("--hash-path: no such file: dangling");
            assertThatThrownBy(() -> hash("--\\")).hasMessage("--hash-path: not a file name: ''");
        }

        @Test
        void saysWhatCannotBeRead() throws IOException {
            Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));

            assertThatThrownBy(() -> hash("loop"))
                    .hasMessageStartingWith("--hash-path: cannot read loop: too many levels of symbolic links");
            assertThatThrownBy(() -> hash("/proc/self/mem"))
                    .hasMessage("--hash-path: cannot read /proc/self/mem: input/output error");
        }

        @Test
        void saysWhatMayNotBeRead() throws IOException {
            Files.setPosixFilePermissions(
                    directory.resolve("tree/sub/b"), PosixFilePermissions.fromString("---------"));
            assumeFalse(Files.isReadable(directory.resolve("tree/sub/b")), "root may read every file");

            assertThatThrownBy(() -> hash("tree")).hasMessage("--hash-path: cannot read tree/sub/b: permission denied");
        }
    }
}
