package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.archive.layer.LowerLayers;
import io.plash.archive.layer.OverlayMarks;
import io.plash.posix.Posix;
import io.plash.posix.Shell;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an overlay shows of the layers of an image; and that umoci, which unpacks one over the other, has the same. */
final class LayersTest {

    @TempDir
    Path directory;

    private final Posix posix = Posix.system();

    @BeforeEach
    void needsRoot() {
        assumeTrue(posix.geteuid() == 0, "needs root: an overlay is mounted");
    }

    @Test
    void hidesWhatAWhiteoutNames() throws Exception {
        assertThat(names(base(), new TarBuilder().file(".wh.file", "").file("dir/.wh.sub", "")))
                .containsExactly("dir", "dir/kept", "link", "other");
    }

    @Test
    void hidesNothingOfItsOwnLayerInWhateverOrder() throws Exception {
        assertThat(names(base(), new TarBuilder().file("file", "new").file(".wh.file", "")))
                .contains("file");
        assertThat(names(base(), new TarBuilder().file(".wh.file", "").file("file", "new")))
                .contains("file");
    }

    @Test
    void hidesAllBelowAnOpaqueDirectoryInWhateverOrder() throws Exception {
        assertThat(names(base(), new TarBuilder().file("dir/new", "").file("dir/.wh..wh..opq", "")))
                .containsExactly("dir", "dir/new", "file", "link", "other");
        assertThat(names(base(), new TarBuilder().file("dir/.wh..wh..opq", "").file("dir/new", "")))
                .containsExactly("dir", "dir/new", "file", "link", "other");
    }

    @Test
    void hidesTheOldDirectoryBehindANewOne() throws Exception {
        assertThat(names(
                        base(),
                        new TarBuilder()
                                .file(".wh.dir", "")
                                .directory("dir/", 0700)
                                .file("dir/new", "")))
                .containsExactly("dir", "dir/new", "file", "link", "other");
    }

    @Test
    void hidesEverythingBelowAnOpaqueRoot() throws Exception {
        assertThat(names(base(), new TarBuilder().file(".wh..wh..opq", "").file("dir/new", "")))
                .containsExactly("dir", "dir/new");
    }

    @Test
    void hidesAllBelowADirectoryThatALinkLeadsTo() throws Exception {
        assertThat(names(base(), new TarBuilder().file("link/.wh..wh..opq", "").file("link/new", "")))
                .containsExactly("dir", "dir/new", "file", "link", "other");
        assertThat(names(
                        base(),
                        new TarBuilder()
                                .symlink("root", ".")
                                .file("root/.wh..wh..opq", "")
                                .file("root/new", "")))
                .containsExactly("new", "root");
    }

    @Test
    void ignoresWhiteoutsOfWhatIsNotThere() throws Exception {
        assertThat(names(
                        base(),
                        new TarBuilder()
                                .file(".wh.no", "")
                                .file("no/.wh.no", "")
                                .file("file/.wh.x", "")))
                .containsExactlyElementsOf(names(base()));
        assertThat(names(new TarBuilder().file(".wh.file", "").file("a", ""))).containsExactly("a");
    }

    @Test
    void leavesOutWhatAufsKept() throws Exception {
        assertThat(names(base(), new TarBuilder().file(".wh..wh.aufs", "").directory(".wh..wh.plnk/", 0700)))
                .containsExactlyElementsOf(names(base()));
    }

    @Test
    void replacesAnyKindByAnyOther() throws Exception {
        TarBuilder kinds = new TarBuilder()
                .directory("a/", 0755)
                .file("a/x", "")
                .file("b", "")
                .symlink("c", "a");
        TarBuilder others = new TarBuilder()
                .file("a", "")
                .symlink("b", "c")
                .directory("c/", 0755)
                .file("c/y", "");

        assertThat(names(kinds, others)).containsExactly("a", "b", "c", "c/y");
    }

    @Test
    void givesMissingParentsWhatTheyHaveBelow() throws Exception {
        List<Path> layers = unpack(
                new TarBuilder()
                        .header(
                                '5',
                                "dir/",
                                header -> header.mode(02751).owner(5, 6).mtime(1000)),
                new TarBuilder().file("dir/file", ""));

        assertThat(Shell.run("stat -c '%a %u:%g %Y' \"$1\"", layers.get(1).resolve("dir")))
                .isEqualTo("2751 5:6 1000\n");
    }

    @Test
    void followsLinksBelowToWhereAnEntryBelongs() throws Exception {
        assertThat(names(
                        new TarBuilder().directory("usr/bin/", 0755).symlink("bin", "usr/bin"),
                        new TarBuilder().file("bin/tool", "")))
                .containsExactly("bin", "usr", "usr/bin", "usr/bin/tool");
    }

    @Test
    void neverLeavesTheLayerThroughALinkBelow() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));

        assertThat(names(
                        new TarBuilder()
                                .symlink("up", "../../../../../" + outside)
                                .symlink("abs", outside.toString()),
                        new TarBuilder().file("up/x", "").file("abs/y", "").file("up/.wh.z", "")))
                .contains("abs", "up");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void linksToWhatIsBelow() throws Exception {
        List<Path> layers = unpack(
                new TarBuilder().file("dir/target", "content", 04755), new TarBuilder().hardLink("name", "dir/target"));

        assertThat(Shell.run("cd \"$1\" && stat -c '%h %a' name dir/target && cat name", layers.get(1)))
                .isEqualTo("2 4755\n2 4755\ncontent");
    }

    @Test
    void refusesALinkToWhatIsHidden() {
        assertThatThrownBy(() ->
                        unpack(base(), new TarBuilder().file(".wh.file", "").hardLink("name", "file")))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot unpack name: no such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", ".wh..", ".wh...", "dir/.wh."})
    void refusesAWhiteoutOfNoName(String name) {
        assertThatThrownBy(() -> unpack(base(), new TarBuilder().file(name, "")))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("bad layer: it has a whiteout of no name, .wh.");
    }

    @Test
    void takesNoMarkFromAnArchive() throws Exception {
        assertThat(names(
                        base(),
                        new TarBuilder()
                                .pax("SCHILY.xattr.trusted.overlay.opaque", "y")
                                .directory("dir/", 0755)
                                .node('3', "file", 0, 0)))
                .containsExactlyElementsOf(names(base()));
    }

    @Test
    void looksLikeWhatUmociMakesOfIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/umoci")), "umoci is not installed");
        TarBuilder[] archives = {
            base(),
            new TarBuilder()
                    .file("dir/.wh.kept", "")
                    .file("dir/new", "")
                    .file(".wh.other", "")
                    .symlink("other", "x"),
            new TarBuilder()
                    .file("dir/.wh..wh..opq", "")
                    .hardLink("name", "file")
                    .file("link/in", ""),
            new TarBuilder().file(".wh.dir", "").file("dir/again", "", 0600),
        };
        Path layout = directory.resolve("layout");
        Shell.run("umoci init --layout \"$1\" && umoci new --image \"$1:t\"", layout);
        for (TarBuilder archive : archives) {
            Path tar = Files.write(directory.resolve("layer.tar"), archive.build());
            Shell.run("umoci raw add-layer --image \"$1:t\" \"$2\"", layout, tar);
        }
        Path bundle = directory.resolve("bundle");
        Shell.run("umoci unpack --image \"$1:t\" \"$2\"", layout, bundle);

        assertThat(mounted(unpack(archives), "%P %y %m %U:%G %n %s %l"))
                .isEqualTo(list(bundle.resolve("rootfs"), "%P %y %m %U:%G %n %s %l"));
    }

    private static TarBuilder base() {
        return new TarBuilder()
                .directory("dir/", 0755)
                .directory("dir/sub/", 0755)
                .file("dir/sub/deep", "deep")
                .file("dir/kept", "kept")
                .file("file", "file")
                .file("other", "other")
                .symlink("link", "dir");
    }

    @Test
    void seesWhatCameOnTopOfADirectoryThatItHasSeen() throws Exception {
        TarBuilder seen = new TarBuilder().file("dir/sub/seen", "");

        assertThat(names(
                        base(),
                        seen,
                        new TarBuilder().file("dir/new", ""),
                        new TarBuilder().hardLink("dir/new2", "dir/new")))
                .contains("dir/new", "dir/new2", "dir/sub/seen", "dir/kept");
        assertThat(names(
                        base(),
                        seen,
                        new TarBuilder()
                                .file(".wh.dir", "")
                                .directory("real/", 0755)
                                .symlink("dir", "real"),
                        new TarBuilder().file("dir/through", "")))
                .contains("real/through")
                .doesNotContain("dir/through", "dir/kept");
        assertThat(names(
                        base(),
                        seen,
                        new TarBuilder().file("dir/.wh..wh..opq", ""),
                        new TarBuilder().file("dir/sub/.wh.seen", "").file("dir/last", "")))
                .contains("dir/last")
                .doesNotContain("dir/kept", "dir/sub/seen");
    }

    private List<String> names(TarBuilder... archives) throws Exception {
        return mounted(unpack(archives), "%P");
    }

    /** The layers, the lowest first. */
    private List<Path> unpack(TarBuilder... archives) throws Exception {
        Path parent = Files.createTempDirectory(directory, "layers");
        List<Path> layers = new ArrayList<>();
        try (LowerLayers lower = new LowerLayers(posix, new OverlayMarks(posix, false), List.of())) {
            for (TarBuilder archive : archives) {
                Path layer = Files.createDirectory(parent.resolve(Integer.toString(layers.size())));
                RootfsUnpacker.ofLayer(posix, lower).unpack(new ByteArrayInputStream(archive.build()), "layer", layer);
                layers.add(layer);
                lower.push(layer);
            }
        }
        return layers;
    }

    private List<String> mounted(List<Path> layers, String format) throws Exception {
        Path top = Files.createTempDirectory(directory, "top");
        Path mountpoint = Files.createDirectory(top.resolve("mnt"));
        String lower = Stream.concat(
                        layers.stream().map(Path::toString).sorted(Comparator.reverseOrder()),
                        Stream.of(Files.createDirectory(top.resolve("empty")).toString()))
                .reduce((a, b) -> a + ":" + b)
                .orElseThrow();
        String script = "unshare --mount sh -c 'mount -t overlay -o lowerdir=\"$1\" none \"$2\" && cd \"$2\""
                + " && find . -mindepth 1 -printf \"$3\\n\"' sh \"$1\" \"$2\" \"$3\"";
        return sorted(Shell.run(script, lower, mountpoint, format));
    }

    private static List<String> list(Path root, String format) throws Exception {
        return sorted(Shell.run("cd \"$1\" && find . -mindepth 1 -printf \"$2\\n\"", root, format));
    }

    private static List<String> sorted(String lines) {
        return Arrays.stream(lines.split("\n")).sorted().toList();
    }
}
