package io.plash.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("tools.plash");
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        LockFile lock = LockFile.of(file);
        lock.add("docker", "alpine:3.20", "docker.io/library/alpine@sha256:12");
        lock.add("docker", "alpine:3.20", "docker.io/library/alpine@sha256:12");
        lock.write();

        assertThat(Files.readAllLines(directory.resolve("tools.plash.lock")))
                .hasSize(2)
                .last()
                .isEqualTo("docker\talpine:3.20\tdocker.io/library/alpine@sha256:12");
        assertThat(LockFile.beside(file).orElseThrow().pinned("docker", "alpine:3.20"))
                .isEqualTo("docker.io/library/alpine@sha256:12");
    }

    @Test
    void leavesNothingElseBeside() throws IOException {
        LockFile.of(file).write();
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith("tools.plash.lock"));
    }

    @Test
    void isNoneWhereThereIsNone() throws IOException {
        assertThat(LockFile.beside(file)).isEmpty();
    }

    @Test
    void hasNothingForAnotherImage() throws IOException {
        LockFile.of(file).write();
        LockFile lock = LockFile.beside(file).orElseThrow();
        assertThatThrownBy(() -> lock.pinned("lxc", "debian"))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("tools.plash.lock: lxc:debian");
    }

    @Test
    void refusesAFileThatIsNone() throws IOException {
        Files.writeString(directory.resolve("tools.plash.lock"), "docker alpine\n");
        assertThatThrownBy(() -> LockFile.beside(file)).hasMessageContaining("is no lock file");
    }

    @Test
    void refusesNamesThatDoNotFitInALine() {
        LockFile lock = LockFile.of(file);
        assertThatThrownBy(() -> lock.add("url", "a\tb", "c")).isInstanceOf(PlashException.class);
        assertThatThrownBy(() -> lock.add("url", "a", "b\nc")).isInstanceOf(PlashException.class);
    }
}
