package io.plash.fakeroot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeRootLayerTest {

    @TempDir
    private Path directory;

    private FakeRootLayer layer;
    private Path upper;

    @BeforeEach
    void makeLayers() throws IOException {
        Path original = directory.resolve("original");
        Files.createDirectories(original.resolve("etc/apt"));
        Files.writeString(original.resolve("etc/apt/99plash"), "x");
        layer = new FakeRootLayer(original);
        upper = Files.createDirectory(directory.resolve("upper"));
    }

    @Test
    void isACopy() throws IOException {
        layer.copy(Files.createDirectory(directory.resolve("copy")));

        assertThat(directory.resolve("copy/etc/apt/99plash")).hasContent("x");
    }

    @Test
    void leavesNothingInWhatAStepHasChanged() throws IOException {
        Files.createDirectories(upper.resolve("etc/apt.old/conf"));
        Files.createDirectories(upper.resolve("etc/apt"));
        Files.writeString(upper.resolve("etc/apt.old/conf/99plash"), "x");
        Files.createSymbolicLink(upper.resolve("etc/apt/99plash"), Path.of("/etc/passwd"));
        Files.writeString(upper.resolve("etc/apt/other"), "x");

        layer.removeFrom(upper);

        assertThat(upper.resolve("etc/apt.old/conf")).isEmptyDirectory();
        assertThat(upper.resolve("etc/apt")).isDirectoryNotContaining("glob:**99plash");
        assertThat(upper.resolve("etc/apt/other")).exists();
    }

    @Test
    void isLookedForBehindNoLink() throws IOException {
        Path host = Files.createDirectory(directory.resolve("host"));
        Files.writeString(host.resolve("99plash"), "x");
        Files.createSymbolicLink(upper.resolve("etc"), host);

        layer.removeFrom(upper);

        assertThat(host.resolve("99plash")).exists();
        layer.removeFrom(directory.resolve("nothing"));
    }
}
