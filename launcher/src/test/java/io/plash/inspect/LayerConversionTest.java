package io.plash.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.archive.layer.LayerConversion;
import io.plash.archive.layer.OverlayMarks;
import io.plash.host.Identity;
import io.plash.posix.Posix;
import io.plash.tree.TreeRemover;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerConversionTest {

    /** What changes a layer. */
    private static final Set<String> CHANGES =
            Set.of("mknodat", "lsetxattr", "removexattr", "unlinkat", "futimens", "utimensat");

    @TempDir
    private Path directory;

    private Path base;
    private Path top;

    @BeforeEach
    void makeLayersOfFuseOverlayfs() throws IOException {
        assumeTrue(Identity.current().isRoot(), "only root can set the attributes that overlay uses for root");
        base = layer("base", "gone", "d/1", "d/2", "e/1", "e/kept", "g/1");
        makeTop();
    }

    private void makeTop() throws IOException {
        top = layer("top", ".wh.gone", "d/.wh..wh..opq", "d/2", "e/.wh.1", "e/2", "e/.wh.2", "g/2");
        set(top.resolve("d"), "trusted.overlay.opaque");
        set(top.resolve("g"), "user.fuseoverlayfs.opaque");
        set(top.resolve("g/2"), "user.fuseoverlayfs.origin");
    }

    @Test
    void givesMarksOfFuseOverlayfsTheFormOfOverlay() throws IOException {
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(top.resolve("e"), old);
        List<String> before = shown("fuse-overlayfs");

        convert(Posix.system(), "fuse-overlayfs");

        assertThat(shown("overlay"))
                .isEqualTo(before)
                .containsExactly("/d", "/d/2", "/e", "/e/2", "/e/kept", "/g", "/g/2");
        try (Stream<Path> files = Files.walk(top)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".wh."));
        }
        assertThat(Posix.system().llistxattr(bytes(top.resolve("g/2")))).isEmpty();
        assertThat(Files.getLastModifiedTime(top.resolve("e"))).isEqualTo(old);
    }

    @Test
    void leavesALayerAsItWasShownWhereverItIsInterrupted() throws IOException {
        List<String> before = shown("fuse-overlayfs");
        int changes = 0;
        for (boolean finished = false; !finished; changes++) {
            try {
                convert(interruptedAfter(changes), "fuse-overlayfs");
                finished = true;
            } catch (PlashException e) {
                assertThat(e).hasMessage("interrupted");
            }
            assertThat(shown("fuse-overlayfs")).isEqualTo(before);
            convert(Posix.system(), "fuse-overlayfs");
            assertThat(shown("overlay")).isEqualTo(before);
            new TreeRemover(Posix.system()).remove(top);
            makeTop();
        }
        assertThat(changes).isGreaterThan(10);
    }

    @Test
    void refusesWhatOnlyOverlayShows() throws IOException {
        Path named = layer("named", "d/.wh.x");
        Path moved = layer("moved", "d/x");
        set(moved.resolve("d"), "trusted.overlay.redirect");

        for (Path layer : List.of(named, moved)) {
            assertThatThrownBy(() -> conversion(Posix.system(), "overlay").convert(directory, layer))
                    .isInstanceOf(PlashException.class)
                    .hasMessageContaining(directory.relativize(layer) + "/d");
        }
        assertThat(named.resolve("d/.wh.x")).exists();
    }

    @Test
    void refusesLayersOfWhichItKnowsNothing() {
        assertThatThrownBy(() -> conversion(Posix.system(), "other"))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("other");
    }

    /** The system, until it has changed something so many times. */
    private static Posix interruptedAfter(int changes) {
        int[] left = {changes};
        return (Posix) Proxy.newProxyInstance(
                Posix.class.getClassLoader(), new Class<?>[] {Posix.class}, (proxy, method, arguments) -> {
                    if (CHANGES.contains(method.getName()) && left[0]-- == 0) {
                        throw new PlashException("interrupted");
                    }
                    try {
                        return method.invoke(Posix.system(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void convert(Posix posix, String taste) throws IOException {
        conversion(posix, taste).convert(directory, top);
    }

    private static LayerConversion conversion(Posix posix, String taste) {
        return LayerConversion.from(posix, new OverlayMarks(posix, false), taste);
    }

    /** What a union of both layers shows. */
    private List<String> shown(String taste) throws IOException {
        LayerStack stack = new LayerStack(Posix.system(), taste);
        stack.add(1, base);
        stack.add(2, top);
        return List.copyOf(stack.nodes().keySet());
    }

    private Path layer(String name, String... files) throws IOException {
        Path layer = Files.createDirectories(directory.resolve(name));
        for (String file : files) {
            Files.createDirectories(layer.resolve(file).getParent());
            Files.createFile(layer.resolve(file));
        }
        return layer;
    }

    private static void set(Path file, String attribute) throws IOException {
        Posix.system().lsetxattr(bytes(file), bytes(Path.of(attribute)), new byte[] {'y'});
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }
}
