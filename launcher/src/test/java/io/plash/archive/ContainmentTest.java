package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an archive plants, nothing outside of the root filesystem is touched. */
class ContainmentTest {

    @TempDir
    Path directory;

    private UnpackedTree tree;
    private String before = "";

    @BeforeEach
    void noteTheCanary() throws Exception {
        tree = new UnpackedTree(directory);
        before = Trees.listing(tree.canary());
    }

    @AfterEach
    void theCanaryIsUntouched() throws Exception {
        assertThat(Trees.listing(tree.canary())).isEqualTo(before);
        try (Stream<Path> names = Files.list(directory)) {
            assertThat(names.map(name -> name.getFileName().toString())).containsExactlyInAnyOrder("canary", "root");
        }
    }

    private String canary() {
        return tree.canary().toString();
    }

    @Test
    void refusesAPathThatLeavesTheRootfs() {
        tree.refuses(
                new TarBuilder().file("a/../../canary/file", "x"),
                "cannot unpack a/../../canary/file: its name has a .. in it");
    }

    @Test
    void refusesAHardLinkThatLeavesTheRootfs() {
        tree.refuses(
                new TarBuilder().hardLink("link", "../canary/file"),
                "cannot unpack ../canary/file: its name has a .. in it");
    }

    @Test
    void takesAnAbsoluteNameForOneInTheRootfs() throws Exception {
        tree.unpack(new TarBuilder().file(canary() + "/file", "x"));

        assertThat(tree.path("." + canary() + "/file")).hasContent("x");
    }

    @Test
    void takesTheTargetOfAnAbsoluteHardLinkForOneInTheRootfs() {
        tree.refuses(
                new TarBuilder().hardLink("link", canary() + "/file"), "cannot unpack link: no such file or directory");
    }

    @Test
    void writesThroughAnAbsoluteLinkToADirectoryOfTheRootfs() throws Exception {
        tree.unpack(new TarBuilder()
                .directory("usr/lib/", 0755)
                .symlink("lib", "/usr/lib")
                .file("lib/libc.so", "elf"));

        assertThat(tree.path("usr/lib/libc.so")).hasContent("elf");
    }

    @Test
    void doesNotWriteThroughALinkThatLeadsOutside() {
        tree.refuses(
                new TarBuilder().symlink("out", canary()).file("out/file", "x"),
                "cannot unpack out/file: no such file or directory");
    }

    @Test
    void doesNotWriteThroughALinkThatClimbsOutside() {
        tree.refuses(
                new TarBuilder().symlink("out", "../canary").file("out/file", "x"),
                "cannot unpack out/file: no such file or directory");
    }

    @Test
    void doesNotWriteThroughAChainOfLinksAndDirectories() {
        tree.refuses(
                new TarBuilder()
                        .directory("a/", 0755)
                        .symlink("a/up", "..")
                        .symlink("b", "a/up/../canary")
                        .file("b/file", "x"),
                "cannot unpack b/file: no such file or directory");
    }

    @Test
    void doesNotWriteThroughALinkOfProc() {
        tree.refuses(
                new TarBuilder().symlink("link", "/proc/self/root").file("link/tmp/x", "x"),
                "cannot unpack link/tmp/x: no such file or directory");
    }

    @Test
    void replacesALinkInsteadOfWritingThroughIt() throws Exception {
        tree.unpack(new TarBuilder().symlink("file", canary() + "/file").file("file", "inside"));

        assertThat(tree.path("file")).hasContent("inside");
        assertThat(Files.isSymbolicLink(tree.path("file"))).isFalse();
    }

    @Test
    void makesADirectoryWhereALinkToOneOutsideWas() throws Exception {
        tree.unpack(new TarBuilder()
                .symlink("dir", canary())
                .directory("dir/", 0700)
                .file("dir/file", "inside"));

        assertThat(tree.path("dir/file")).hasContent("inside");
        assertThat(Files.isSymbolicLink(tree.path("dir"))).isFalse();
    }

    /** Directories get their permissions at the end; by then one of them has become a link. */
    @Test
    void doesNotGiveAttributesToWhatADirectoryWasReplacedBy() throws Exception {
        tree.unpack(new TarBuilder().directory("dir/", 0777).symlink("dir", canary()));

        assertThat(Files.isSymbolicLink(tree.path("dir"))).isTrue();
    }

    @Test
    void doesNotGiveAttributesThroughAParentThatBecameALink() throws Exception {
        Files.createDirectory(tree.canary().resolve("sub"));
        before = Trees.listing(tree.canary());

        tree.unpack(new TarBuilder()
                .directory("real/sub/", 0777)
                .symlink("alias", "real")
                .directory("alias/sub/", 0777)
                .symlink("alias", canary()));

        assertThat(tree.stat("real/sub", "%a")).isEqualTo("777");
    }

    @Test
    void doesNotSetAttributesOfWhatALinkPointsTo() throws Exception {
        tree.unpack(new TarBuilder()
                .pax("SCHILY.xattr.user.x", "y")
                .header('2', "link", header -> header.mode(0777).owner(1, 1).link(canary() + "/file")));

        assertThat(tree.stat("link", "%u:%g")).isEqualTo("1:1");
    }

    @Test
    void linksToALinkRatherThanToWhatItPointsTo() throws Exception {
        tree.unpack(new TarBuilder()
                .symlink("link", canary() + "/file")
                .hardLink("second", "link")
                .file("second", "inside"));

        assertThat(tree.path("second")).hasContent("inside");
        assertThat(Files.readSymbolicLink(tree.path("link")))
                .isEqualTo(tree.canary().resolve("file"));
    }

    @Test
    void doesNotLinkThroughAPlantedLink() {
        tree.refuses(
                new TarBuilder().symlink("out", canary()).hardLink("stolen", "out/file"),
                "cannot unpack stolen: no such file or directory");
    }

    @Test
    void doesNotWriteIntoALinkedFileWhenItComesAgain() throws Exception {
        tree.unpack(new TarBuilder().file("a", "first").hardLink("b", "a").file("b", "second"));

        assertThat(tree.path("a")).hasContent("first");
        assertThat(tree.path("b")).hasContent("second");
    }

    @Test
    void removesATreeWithLinksInItWithoutFollowingThem() throws Exception {
        tree.unpack(new TarBuilder().symlink("dir/out", canary()).file("dir", "a file now"));

        assertThat(tree.path("dir")).hasContent("a file now");
    }

    @Test
    void doesNotReadAKeptDirectoryThatIsNotThereAnyMore() throws Exception {
        tree.unpack(new TarBuilder().file("a/b/one", "1").symlink("a", ".").file("a/b/two", "2"));

        assertThat(tree.paths()).isEqualTo(List.of("a", "b", "b/two"));
    }

    @Test
    void endsAtALoopOfLinks() {
        tree.refuses(
                new TarBuilder().symlink("a", "b").symlink("b", "a").file("a/file", "x"),
                "cannot unpack a/file: too many levels of symbolic links");
    }

    @Test
    void keepsTheRootADirectory() {
        tree.refuses(new TarBuilder().symlink("./", canary()), "cannot unpack ./: the root must be a directory");
        assertThat(Files.isDirectory(tree.root(), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void doesNotOpenADeviceToGiveItAttributes() throws IOException {
        // Opening a FIFO would wait for a writer for ever.
        tree.unpack(
                new TarBuilder().header('6', "fifo", header -> header.mode(0644).owner(1, 1)));
    }

    @Test
    void showsNoControlCharactersOfNames() {
        tree.refuses(
                new TarBuilder().file("\033[2Jx/../y", "x"), "cannot unpack \\x1b[2Jx/../y: its name has a .. in it");
    }

    @Test
    void saysLongNamesInShort() {
        tree.refuses(
                new TarBuilder().gnuLong('L', "x/".repeat(2000) + "..").file("short", "x"),
                "cannot unpack " + "x/".repeat(127) + "x...: its name has a .. in it");
    }
}
