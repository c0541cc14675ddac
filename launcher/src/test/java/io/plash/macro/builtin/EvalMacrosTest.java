package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.macro.TestHost;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalMacrosTest {

    private final TestHost host = new TestHost(new BuiltinMacros());

    @TempDir
    Path directory;

    @BeforeEach
    void isInTheDirectory() {
        host.directory = directory;
    }

    private void write(String name, String text) throws IOException {
        Files.write(directory.resolve(RawPath.of(name)), RawText.encode(text));
    }

    @Test
    void putsTheTextOfAFileWhereItStands() throws IOException {
        write("\uDCFF", "#!/usr/bin/env plash-exec\n--run\n\uDCFE\n--run\nc");

        assertThat(host.eval("-x", "a", "--eval-file", "\uDCFF", "-x", "d")).isEqualTo("a\n\uDCFE\nc\nd\n");
    }

    @Test
    void putsNothingForAFileOfNothing() throws IOException {
        write("f", "--# comment\n--apt\n");

        assertThat(host.eval("-x", "a", "--eval-file", "f", "-x", "b")).isEqualTo("a\nb\n");
    }

    @Test
    void knowsWhatAFileDefined() throws IOException {
        write("f", "--defpm mine\nadd {}\n");

        assertThat(host.eval("--eval-file", "f", "--mine", "a")).isEqualTo("add a\n");
    }

    @Test
    void takesTheImagesThatAFileWasLockedTo() throws IOException {
        write("f", "--from-url http://x/y.tar\n");
        host.images.put("url:http://x/y.tar", 1L);
        host.images.put("f#url:http://x/y.tar", 2L);

        assertThat(host.eval("--eval-file", "f")).isEqualTo("### plash hint: image=2\n");
        assertThat(host.eval("--eval-file", "f", "--from-url", "http://x/y.tar"))
                .isEqualTo("### plash hint: image=2\n### plash hint: image=1\n");
    }

    @Test
    void findsTheHomeDirectory() throws IOException {
        host.environment.put("HOME", directory.toString());
        host.directory = Path.of("/");
        write("f", "-x a");

        assertThat(host.eval("--eval-file", "~/f")).isEqualTo("a\n");
    }

    @Test
    void saysWhereInTheFileItFailed() throws IOException {
        write("f", "#!/bin/x\n\n--hash-path\nfoo\n");
        write("g", "--eval-file f\n");

        assertThatThrownBy(() -> host.eval("--eval-file", "g")).hasMessage("f:3: --hash-path: no such file: foo");
        host.environment.put("HOME", directory.toString());
        assertThatThrownBy(() -> host.eval("--eval-file", "~/f")).hasMessage("~/f:3: --hash-path: no such file: foo");
    }

    @Test
    void saysWhichFileItCannotRead() throws IOException {
        assertThatThrownBy(() -> host.eval("--eval-file", "nope")).hasMessage("--eval-file: no such file: nope");
        assertThatThrownBy(() -> host.eval("--eval-file", "."))
                .hasMessage("--eval-file: cannot read .: is a directory");
        write("f", "--eval-file\na\0b");
        assertThatThrownBy(() -> host.eval("--eval-file", "f"))
                .hasMessage("f:1: --eval-file: not a file name: 'a\\0b'");
    }

    @Test
    void endsWithAFileThatEvaluatesItself() throws IOException {
        write("f", "--eval-file f\n");

        assertThatThrownBy(() -> host.eval("--eval-file", "f"))
                .hasMessage("f:1: --eval-file: more than 100 evaluations inside each other");
    }

    @Test
    void splitsAStringAsAShellDoes() {
        assertThat(host.eval("--eval-string", " --run 'a b' -xx c")).isEqualTo("a b\n\nc\n");
    }

    @Test
    void refusesAStringWithAnOpenQuote() {
        assertThatThrownBy(() -> host.eval("--eval-string", " --run 'a"))
                .hasMessage("--eval-string: no closing ' in:  --run 'a");
    }

    @Test
    void putsStandardInputWhereItStands() {
        host.stdin = "-x b\n--nope\n";

        assertThatThrownBy(() -> host.eval("--eval-stdin")).hasMessage("standard input:2: unknown macro: --nope");
        host.stdin = "#!/bin/x\n-x b\n";
        assertThat(host.eval("-x", "a", "--eval-stdin", "-x", "c")).isEqualTo("a\nb\nc\n");
    }
}
