package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.posix.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseFilesTest {

    private static final String DAMAGED = "archive is damaged (damaged map of a sparse file): test.tar";

    @TempDir
    Path directory;

    private UnpackedTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new UnpackedTree(directory);
    }

    /** Holes at the start, in the middle and at the end; more pieces than the header of the old format has room for. */
    private Path sparseFile(String size) throws Exception {
        Shell.run("""
                mkdir "$1/in"
                cd "$1/in"
                for k in 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37 39; do
                    echo "piece $k" | dd of=file bs=64K seek=$k conv=notrunc status=none
                done
                truncate -s "$2" file
                """, directory, size);
        return directory.resolve("in/file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=oldgnu",
                "--format=pax --sparse-version=0.0",
                "--format=pax --sparse-version=0.1",
                "--format=pax --sparse-version=1.0"
            })
    void unpacksWhatGnuTarPacked(String options) throws Exception {
        Path file = sparseFile("4M");
        Path archive = directory.resolve("gnu.tar");
        Shell.run("tar -cSf \"$1\" $3 -C \"$2\" file", archive, directory.resolve("in"), options);
        try (InputStream content = Files.newInputStream(archive)) {
            tree.unpack(content);
        }

        assertThat(tree.path("file")).hasSameBinaryContentAs(file);
        assertThat(Long.parseLong(tree.stat("file", "%b")) * 512).isLessThan(1024 * 1024);
    }

    /** Like /var/log/lastlog of a user with a large id; more than 32 bits and more than eleven octal digits can say. */
    @ParameterizedTest
    @ValueSource(strings = {"--format=gnu", "--format=pax --sparse-version=0.1", "--format=pax"})
    void unpacksAFileOfATerabyteInNoTime(String options) throws Exception {
        Path file = sparseFile("1T");
        Path archive = directory.resolve("gnu.tar");
        Shell.run("tar -cSf \"$1\" $3 -C \"$2\" file", archive, directory.resolve("in"), options);
        try (InputStream content = Files.newInputStream(archive)) {
            tree.unpack(content);
        }

        assertThat(tree.stat("file", "%s")).isEqualTo(String.valueOf(1L << 40));
        assertThat(Shell.run("head -c 64K \"$1\" | cmp - \"$2\" || cmp -n 4M \"$1\" \"$2\"", file, tree.path("file")))
                .doesNotContain("differ");
    }

    private static TarBuilder version10(String map, String realSize) {
        return new TarBuilder()
                .pax(
                        "GNU.sparse.major",
                        "1",
                        "GNU.sparse.minor",
                        "0",
                        "GNU.sparse.name",
                        "real",
                        "GNU.sparse.realsize",
                        realSize)
                .entry('0', "GNUSparseFile.1/real", TarBuilder.bytes(map), header -> {});
    }

    private static String block(String lines) {
        return lines + "\0".repeat(512 - lines.length());
    }

    @Test
    void readsTheMapInTheContent() throws Exception {
        tree.unpack(version10(block("2\n1\n2\n10\n0\n") + "ab", "10"));

        assertThat(tree.path("real")).hasContent("\0ab\0\0\0\0\0\0\0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no number at all
                "1\n",
                "1\n5\n",
                "1\nx\n5\n",
                "1\n-5\n1\n",
                "1\n8\n5\n", // beyond the end
                "2\n4\n2\n5\n1\n", // overlapping
                "2\n5\n1\n1\n1\n", // backwards
                "1\n9223372036854775807\n1\n",
                "99999999999999999999\n"
            })
    void refusesADamagedMap(String map) {
        tree.refuses(version10(block(map) + "abcdefgh", "10"), DAMAGED);
    }

    @Test
    void refusesAMapThatClaimsMoreThanThereIs() {
        tree.refuses(version10(block("999999999999999999\n1\n1\n"), "10"), DAMAGED);
    }

    @Test
    void refusesContentThatIsShorterThanTheMapSays() {
        tree.refuses(version10(block("1\n0\n1000\n") + "ab", "2000"), "archive is truncated: test.tar");
    }

    @Test
    void refusesAVersionWithoutASize() {
        tree.refuses(new TarBuilder().pax("GNU.sparse.major", "1").file("file", block("0\n")), DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "5,1,1,1", "1,99", "a,b", "1,,2", "-1,1"})
    void refusesADamagedMapInARecord(String map) {
        tree.refuses(
                new TarBuilder()
                        .pax("GNU.sparse.size", "10", "GNU.sparse.map", map)
                        .file("file", "abc"),
                DAMAGED);
    }

    @Test
    void putsTogetherNumbersThatHaveARecordEach() throws Exception {
        tree.unpack(new TarBuilder()
                .pax(
                        "GNU.sparse.size",
                        "6",
                        "GNU.sparse.numblocks",
                        "2",
                        "GNU.sparse.offset",
                        "1",
                        "GNU.sparse.numbytes",
                        "1",
                        "GNU.sparse.offset",
                        "4",
                        "GNU.sparse.numbytes",
                        "1")
                .file("file", "ab")
                .file("next", "plain"));

        assertThat(tree.path("file")).hasContent("\0a\0\0b\0");
        assertThat(tree.path("next")).hasContent("plain");
    }

    private static Consumer<TarBuilder.Header> old(long size, long... numbers) {
        return header -> {
            header.gnu();
            for (int i = 0; i < numbers.length; i++) {
                header.octal(386 + 12 * i, 12, numbers[i]);
            }
            header.binary(483, 12, size);
        };
    }

    @Test
    void refusesADamagedMapOfTheOldFormat() {
        tree.refuses(new TarBuilder().entry('S', "file", TarBuilder.bytes("ab"), old(10, 9, 2)), DAMAGED);
        tree.refuses(new TarBuilder().entry('S', "file", TarBuilder.bytes("ab"), old(-10)), DAMAGED);
        tree.refuses(
                new TarBuilder()
                        .header('S', "file", old(10).andThen(header -> header.bytes[482] = 1))
                        .unfinished(),
                "archive is truncated: test.tar");
    }

    /** A reader that skips a file by reading it would read zeros for years. */
    @Test
    void skipsTheHolesOfWhatIsNoFile() throws Exception {
        tree.unpack(new TarBuilder()
                .pax("GNU.sparse.size", "999999999999999999", "GNU.sparse.map", "999999999999999998,1")
                .directory("dir/", 0755)
                .pax("GNU.sparse.size", "999999999999999999", "GNU.sparse.map", "999999999999999998,1")
                .header('V', "label", header -> {})
                .file("file", "x"));

        assertThat(tree.paths()).containsExactly("dir", "file");
    }

    @Test
    void saysThatAFileIsTooLarge() {
        tree.refuses(
                new TarBuilder()
                        .pax("GNU.sparse.size", "999999999999999999", "GNU.sparse.map", "999999999999999998,1")
                        .file("file", "x"),
                "cannot unpack file: file too large");
    }
}
