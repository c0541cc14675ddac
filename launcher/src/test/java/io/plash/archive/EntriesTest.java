package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.posix.Posix;
import io.plash.posix.Shell;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of entry becomes, and what a later one does to an earlier one. */
class EntriesTest {

    @TempDir
    Path directory;

    private UnpackedTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new UnpackedTree(directory);
    }

    private static void requireRoot() {
        assumeTrue(Posix.system().geteuid() == 0, "needs root: files get other owners");
    }

    @Test
    void takesAnOldTypeForAFile() throws Exception {
        tree.unpack(new TarBuilder()
                .entry('\0', "old", TarBuilder.bytes("a"), header -> header.text(257, 8, ""))
                .entry('7', "contiguous", TarBuilder.bytes("b"), header -> {})
                .entry('Z', "unknown", TarBuilder.bytes("c"), header -> {}));

        assertThat(tree.path("old")).hasContent("a");
        assertThat(tree.path("contiguous")).hasContent("b");
        assertThat(tree.path("unknown")).hasContent("c");
    }

    @Test
    void takesAnOldFileWithASlashForADirectory() throws Exception {
        tree.unpack(new TarBuilder()
                .header('\0', "dir/", header -> header.mode(0750).text(257, 8, "")));

        assertThat(tree.stat("dir", "%F %a")).isEqualTo("directory 750");
    }

    @Test
    void takesADirectoryOfAnIncrementalArchiveForADirectory() throws Exception {
        tree.unpack(new TarBuilder()
                .entry(
                        'D',
                        "dir/",
                        TarBuilder.bytes("Yfile\0\0"),
                        header -> header.gnu().mode(0750))
                .file("dir/file", "x"));

        assertThat(tree.stat("dir", "%F %a")).isEqualTo("directory 750");
        assertThat(tree.path("dir/file")).hasContent("x");
    }

    /** Some tools write the size of the file that a link is for, and no content. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6"})
    void takesTheSizeOfWhatHasNoContentForNone(char type) throws Exception {
        requireRoot();
        tree.unpack(new TarBuilder()
                .file("file", "x")
                .header(type, "entry", header -> header.link("file").size(5000).device(1, 3))
                .file("next", "y"));

        assertThat(tree.path("next")).hasContent("y");
        assertThat(Files.exists(tree.path("entry"))).isTrue();
    }

    @Test
    void prefersTheNameInTheExtendedHeader() throws Exception {
        tree.unpack(
                new TarBuilder().pax("path", "from/pax", "linkpath", "to/pax").symlink("short", "short"));

        assertThat(tree.paths()).containsExactly("from", "from/pax");
        assertThat(Files.readSymbolicLink(tree.path("from/pax"))).hasToString("to/pax");
    }

    @Test
    void readsLongNamesOfGnuTarAndPrefixesOfUstar() throws Exception {
        String deep = "d".repeat(120) + "/" + "n".repeat(120);
        tree.unpack(new TarBuilder()
                .gnuLong('L', deep)
                .gnuLong('K', "t".repeat(300))
                .symlink("short", "short")
                .entry('0', "name", TarBuilder.bytes("x"), header -> header.text(345, 155, "prefix")));

        assertThat(Files.readSymbolicLink(tree.path(deep))).hasToString("t".repeat(300));
        assertThat(tree.path("prefix/name")).hasContent("x");
    }

    @Test
    void keepsNamesThatAreNoUtf8() throws Exception {
        tree.unpack(new TarBuilder()
                .file("in\377header", "x")
                .pax("hdrcharset", "BINARY", "path", "in\376record", "linkpath", "to\375")
                .symlink("x", "x"));

        assertThat(Shell.run("cd \"$1\"; find . -mindepth 1 -printf '%P>%l|' | LC_ALL=C sort -z", tree.root()))
                .contains("in\377header>|", "in\376record>to\375|");
    }

    @Test
    void keepsTimesToTheNanosecond() throws Exception {
        tree.unpack(new TarBuilder()
                .pax("mtime", "1700000000.123456789")
                .file("file", "x")
                .pax("mtime", "-1.25")
                .directory("dir/", 0755)
                .pax("mtime", "1700000000.9999999999999")
                .symlink("link", "file")
                .header('0', "old", header -> header.binary(136, 12, -86400)));

        assertThat(tree.stat("file", "%.9Y")).isEqualTo("1700000000.123456789");
        assertThat(tree.stat("dir", "%.9Y")).isEqualTo("-1.250000000");
        assertThat(tree.stat("link", "%.9Y")).isEqualTo("1700000000.999999999");
        assertThat(tree.stat("old", "%Y")).isEqualTo("-86400");
    }

    @Test
    void takesGlobalRecordsForAllEntriesThatHaveNoneOfTheirOwn() throws Exception {
        tree.unpack(new TarBuilder()
                .globalPax("mtime", "1000000000", "comment", "of git archive")
                .file("a", "x")
                .pax("mtime", "1100000000")
                .file("b", "x"));

        assertThat(tree.stat("a", "%Y")).isEqualTo("1000000000");
        assertThat(tree.stat("b", "%Y")).isEqualTo("1100000000");
    }

    @Test
    void keepsOwnersAndTheBitsThatGoWithThem() throws Exception {
        requireRoot();
        tree.unpack(new TarBuilder()
                .header('0', "setuid", header -> header.mode(06755).owner(12, 34))
                .header('5', "setgid/", header -> header.mode(02775).owner(0, 50))
                .header('5', "sticky/", header -> header.mode(01777))
                .pax("uid", "4000000000", "gid", "3000000000")
                .file("far", "x")
                .header('0', "binary", header -> header.binary(108, 8, 3_000_000_000L)));

        assertThat(tree.stat("setuid", "%a %u:%g")).isEqualTo("6755 12:34");
        assertThat(tree.stat("setgid", "%a %u:%g")).isEqualTo("2775 0:50");
        assertThat(tree.stat("sticky", "%a")).isEqualTo("1777");
        assertThat(tree.stat("far", "%u:%g")).isEqualTo("4000000000:3000000000");
        assertThat(tree.stat("binary", "%u")).isEqualTo("3000000000");
    }

    /** A program that would run as its owner must not run as whoever unpacked it instead. */
    @Test
    void takesTheSetuidBitFromWhatCannotGetItsOwner() throws Exception {
        Omissions omissions =
                tree.unpack(new TarBuilder().pax("uid", "99999999999").file("file", "x", 06755));

        assertThat(omissions.count(Omission.OWNER)).isEqualTo(1);
        assertThat(tree.stat("file", "%a")).isEqualTo("755");
    }

    @Test
    void fillsDirectoriesThatForbidIt() throws Exception {
        tree.unpack(new TarBuilder()
                .directory("dir/", 0555)
                .directory("dir/none/", 0)
                .file("dir/none/file", "x")
                .file("dir/later", "y"));

        assertThat(tree.stat("dir", "%a")).isEqualTo("555");
        assertThat(tree.stat("dir/none", "%a %Y")).isEqualTo("0 1700000000");
    }

    @Test
    void givesTheRootWhatTheArchiveSays() throws Exception {
        tree.unpack(new TarBuilder().directory("./", 0711).file("./a", "x"));

        assertThat(tree.stat(".", "%a %Y")).isEqualTo("711 1700000000");
    }

    @Test
    void opensTheRootToAllIfTheArchiveSaysNothing() throws Exception {
        Files.setPosixFilePermissions(tree.root(), PosixFilePermissions.fromString("rwx------"));

        tree.unpack(new TarBuilder().file("missing/parent/a", "x"));

        assertThat(tree.stat(".", "%a")).isEqualTo("755");
        assertThat(tree.stat("missing/parent", "%a")).isEqualTo("755");
    }

    @Test
    void takesTheLastOfSeveralEntriesOfOneName() throws Exception {
        tree.unpack(new TarBuilder()
                .file("was-file/", "")
                .file("a", "first")
                .file("a", "second", 0600)
                .file("becomes-directory", "x")
                .directory("becomes-directory/", 0700)
                .file("becomes-directory/file", "y")
                .directory("becomes-file/sub/", 0700)
                .file("becomes-file/sub/x", "x")
                .file("becomes-file", "z")
                .symlink("becomes-fifo", "a")
                .node('6', "becomes-fifo", 0, 0)
                .directory("twice/", 0700)
                .file("twice/kept", "k")
                .directory("twice/", 0750));

        assertThat(tree.path("a")).hasContent("second");
        assertThat(tree.stat("a", "%a")).isEqualTo("600");
        assertThat(tree.path("becomes-directory/file")).hasContent("y");
        assertThat(tree.path("becomes-file")).hasContent("z");
        assertThat(tree.stat("becomes-fifo", "%F")).isEqualTo("fifo");
        assertThat(tree.path("twice/kept")).hasContent("k");
        assertThat(tree.stat("twice", "%a")).isEqualTo("750");
    }

    @Test
    void linksHardToEverythingButDirectories() throws Exception {
        tree.unpack(new TarBuilder()
                .file("./file", "x")
                .hardLink("second", "./file")
                .hardLink("third", "/second")
                .hardLink("third", "file")
                .symlink("link", "file")
                .hardLink("link2", "link")
                .node('6', "fifo", 0, 0)
                .hardLink("fifo2", "fifo"));

        assertThat(tree.stat("file", "%h")).isEqualTo("3");
        assertThat(tree.stat("link2", "%h %F")).isEqualTo("2 symbolic link");
        assertThat(tree.stat("fifo2", "%h %F")).isEqualTo("2 fifo");
    }

    @Test
    void makesDeviceNodes() throws Exception {
        requireRoot();
        tree.unpack(new TarBuilder()
                .header('3', "null", header -> header.device(1, 3).mode(0666).owner(0, 5))
                .header('4', "disk", header -> header.device(259, 70_000).mode(0660))
                .pax("SCHILY.devmajor", "240", "SCHILY.devminor", "300")
                .node('3', "far", 1, 1));

        assertThat(tree.stat("null", "%F %t:%T %a %g")).isEqualTo("character special file 1:3 666 5");
        assertThat(tree.stat("disk", "%F %t:%T")).isEqualTo("block special file 103:11170");
        assertThat(tree.stat("far", "%t:%T")).isEqualTo("f0:12c");
    }

    /** A character device 0:0 hides a file of the layer below once an overlay is mounted. */
    @Test
    void leavesOutWhiteoutsAndTheirLinks() throws Exception {
        Omissions omissions = tree.unpack(new TarBuilder()
                .node('3', "whiteout", 0, 0)
                .hardLink("link", "whiteout")
                .file("file", "x")
                .node('3', "again", 0, 0)
                .file("again", "x")
                .hardLink("linked", "again"));

        assertThat(omissions.count(Omission.WHITEOUT)).isEqualTo(2);
        assertThat(tree.paths()).containsExactly("again", "file", "linked");
    }

    @Test
    void keepsExtendedAttributesOfBothSpellings() throws Exception {
        tree.unpack(new TarBuilder()
                .pax(
                        "SCHILY.xattr.user.star",
                        "v\0w",
                        "SCHILY.xattr.user.a%3Db",
                        "",
                        "LIBARCHIVE.xattr.user.l%20i",
                        "QUI",
                        "LIBARCHIVE.xattr.user.star",
                        Base64.getEncoder().encodeToString(new byte[] {1}))
                .file("file", "x", 0444)
                .pax("SCHILY.xattr.user.d", "1")
                .directory("dir/", 0555));

        assertThat(Shell.run("cd \"$1\"; getfattr -d -e hex file dir | grep user", tree.root())
                        .lines())
                .containsExactlyInAnyOrder("user.star=0x760077", "user.a\\075b=0x", "user.l i=0x4142", "user.d=0x31");
    }

    @Test
    void keepsCapabilities() throws Exception {
        requireRoot();
        String version2 = "\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        String version3 = "\1\0\0\3\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\350\3\0\0";
        tree.unpack(new TarBuilder()
                .pax("uid", "7", "SCHILY.xattr.security.capability", version2)
                .file("file", "x", 0755)
                .pax("SCHILY.xattr.security.capability", version3)
                .file("of-namespace", "x", 0755));

        assertThat(Shell.run("getcap -n \"$1/file\" \"$1/of-namespace\"", tree.root()))
                .contains("/file cap_net_bind_service=ep", "/of-namespace cap_net_bind_service=ep [rootid=1000]");
    }

    @Test
    void dropsAttributesThatWouldSteerTheUnionFilesystem() throws Exception {
        Omissions omissions = tree.unpack(new TarBuilder()
                .pax(
                        "SCHILY.xattr.trusted.overlay.opaque",
                        "y",
                        "SCHILY.xattr.user.overlay.whiteout",
                        "y",
                        "LIBARCHIVE.xattr.user.fuseoverlayfs.opaque",
                        "eQ",
                        "SCHILY.xattr.user.containers.override_stat",
                        "0:0:0755",
                        "SCHILY.xattr.user.kept",
                        "y")
                .directory("dir/", 0755));

        assertThat(omissions.count(Omission.BOOKKEEPING)).isEqualTo(4);
        assertThat(Shell.run("getfattr -h -m - \"$1\"", tree.path("dir")))
                .contains("user.kept")
                .doesNotContain("overlay", "containers");
    }

    @Test
    void countsAttributesThatCannotBe() throws Exception {
        Omissions omissions = tree.unpack(new TarBuilder()
                .pax(
                        "SCHILY.xattr.nonsense.x",
                        "y",
                        "SCHILY.xattr.user.big",
                        "x".repeat(70_000),
                        "SCHILY.xattr.user." + "n".repeat(300),
                        "y")
                .file("file", "x"));

        assertThat(omissions.count(Omission.XATTR)).isEqualTo(3);
        assertThat(tree.path("file")).hasContent("x");
    }
}
