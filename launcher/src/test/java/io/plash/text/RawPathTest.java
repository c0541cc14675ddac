package io.plash.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "",
                ".",
                "..",
                "/",
                "./a",
                "../é",
                "é",
                "/é/ü",
                "a b%20?#",
                "\uDCFF",
                "/x/\uDCC3(",
                "\uFFFD",
                "😀/\n"
            })
    void keepsEachByte(String text) {
        assertThat(RawPath.text(RawPath.of(text))).isEqualTo(text);
        assertThat(RawText.decode(RawPath.bytes(RawPath.of(text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b%20?#", "é", "\uDCFF\uDCE9", "\uFFFD", "😀"})
    void isTheNameThatTheDirectoryHas(String name) throws IOException {
        Files.createFile(directory.resolve(RawPath.of(name)));

        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            assertThat(files)
                    .extracting(file -> RawPath.text(file.getFileName()))
                    .containsExactly(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uDCFF", "dir"})
    void hasNoSlashThoughADirectoryIsThere(String name) throws IOException {
        Path made = Files.createDirectory(directory.resolve(RawPath.of(name)));

        assertThat(RawText.decode(RawPath.bytes(made))).endsWith("/" + name);
    }

    @Test
    void refusesANul() {
        assertThatThrownBy(() -> RawPath.of("é\0")).isInstanceOf(InvalidPathException.class);
    }
}
