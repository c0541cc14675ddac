package io.plash.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.host.Identity;
import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceTest {

    @TempDir
    private Path directory;

    @Test
    void tellsWhatALayerAddedAndChanged() throws IOException {
        Path base = layer("base", "etc/a", "etc/b");
        Path top = layer("top", "etc/b", "etc/c", "new/d");

        assertThat(differences("overlay", base, top)).containsExactly("C /etc/b", "A /etc/c", "A /new", "A /new/d");
    }

    @Test
    void readsTheWhiteoutsOfOverlay() throws IOException {
        assumeTrue(
                Identity.current().isRoot(), "only root can make the device nodes that overlay marks deletions with");
        Path base = layer("base", "d/x", "d/y", "kept", "gone");
        Path top = layer("top");
        for (String name : List.of("d", "gone")) {
            Posix.system().mknodat(Posix.AT_FDCWD, bytes(top.resolve(name)), FileStatus.CHARACTER_DEVICE, 0, 0);
        }

        assertThat(differences("overlay", base, top)).containsExactly("D /d", "D /gone");
    }

    @Test
    void readsTheWhiteoutsThatAreNames() throws IOException {
        Path base = layer("base", "d/x", "d/y");
        Path top = layer("top", "d/.wh.x");

        assertThat(differences("fuse-overlayfs", base, top)).containsExactly("D /d/x");
        assertThat(differences("overlay", base, top)).containsExactly("A /d/.wh.x");
    }

    @Test
    void hidesWhatLiesBelowAnOpaqueDirectory() throws IOException {
        assumeTrue(Identity.current().isRoot(), "only root can set the attributes that overlay uses for root");
        Path base = layer("base", "d/x", "d/y");
        Path top = layer("top", "d/y");
        Posix.system().lsetxattr(bytes(top.resolve("d")), ascii("trusted.overlay.opaque"), ascii("y"));

        assertThat(differences("overlay", base, top)).containsExactly("D /d/x", "C /d/y");
    }

    @Test
    void seesThatAFileTookThePlaceOfADirectory() throws IOException {
        Path base = layer("base", "d/x");
        Path top = layer("top", "d");

        assertThat(differences("overlay", base, top)).containsExactly("C /d", "D /d/x");
    }

    @Test
    void countsAFileWithTwoNamesOnce() throws IOException {
        Path layer = layer("layer");
        Files.write(layer.resolve("one"), new byte[100_000]);
        DiskUsage single = new DiskUsage(Posix.system());
        long before = single.of(layer);
        Files.createLink(layer.resolve("two"), layer.resolve("one"));
        DiskUsage both = new DiskUsage(Posix.system());

        assertThat(both.of(layer)).isEqualTo(before).isGreaterThanOrEqualTo(100_000);
        assertThat(both.of(layer)).isLessThan(100_000);
    }

    private static List<String> differences(String taste, Path base, Path top) throws IOException {
        LayerStack from = new LayerStack(Posix.system(), taste);
        from.add(1, base);
        LayerStack to = from.copy();
        to.add(2, top);
        return Difference.between(from, to).stream()
                .map(difference -> difference.kind().name().charAt(0) + " " + difference.path())
                .toList();
    }

    private Path layer(String name, String... files) throws IOException {
        Path layer = Files.createDirectory(directory.resolve(name));
        for (String file : files) {
            Files.createDirectories(layer.resolve(file).getParent());
            Files.createFile(layer.resolve(file));
        }
        return layer;
    }

    private static byte[] bytes(Path path) {
        return ascii(path.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
