package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.plash.api.PlashException;
import io.plash.posix.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedArchivesTest {

    private static final String TRUNCATED = "archive is truncated: test.tar";
    private static final int BLOCK = 512;

    @TempDir
    Path directory;

    private UnpackedTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new UnpackedTree(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 600, 10240})
    void refusesWhatIsNoArchive(int size) {
        tree.refuses(Arrays.copyOf(TarBuilder.bytes("<html>"), size), "not a tar archive: test.tar");
    }

    @Test
    void refusesNothing() {
        tree.refuses(new byte[0], "not a tar archive: test.tar");
    }

    @Test
    void takesAnArchiveWithoutEntriesForAnEmptyTree() throws Exception {
        tree.unpack(new TarBuilder());

        assertThat(tree.paths()).isEmpty();
    }

    /** Wherever it is cut off, but between two entries: there no reader can tell. */
    @Test
    void noticesThatAnArchiveIsTruncated() {
        byte[] whole = new TarBuilder()
                .pax("path", "long/name")
                .file("short", "x".repeat(700))
                .gnuLong('L', "other/name")
                .file("short", "y")
                .unfinished();
        int end = whole.length;
        for (int length :
                new int[] {1, 511, 513, 1024, 1535, 1536, 2000, 2559, 2561, 3071, 3072, 3584, 4096, end - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> tree.unpack(cut))
                    .as("cut off after %s of %s bytes", length, end)
                    .isInstanceOf(PlashException.class)
                    .hasMessage(length < BLOCK ? "not a tar archive: test.tar" : TRUNCATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
    void noticesThatACompressedArchiveIsTruncated(String tool) throws Exception {
        Path archive = new TarBuilder()
                .file("file", "x".repeat(100) + new Random(1).ints(20_000).sum())
                .writeTo(directory.resolve("archive.tar"));
        byte[] compressed = Shell.run(tool + " -c \"$1\"", archive).getBytes(StandardCharsets.ISO_8859_1);

        for (int lost : new int[] {1, 4, 10, compressed.length / 2}) {
            tree.refuses(Arrays.copyOf(compressed, compressed.length - lost), TRUNCATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
    void readsMembersThatWereCompressedApart(String tool) throws Exception {
        Path archive = new TarBuilder().file("file", "x".repeat(10_000)).writeTo(directory.resolve("archive.tar"));
        String compressed =
                Shell.run("head -c 3000 \"$1\" | " + tool + " -c; tail -c +3001 \"$1\" | " + tool + " -c", archive);

        tree.unpack(compressed.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(tree.path("file")).hasContent("x".repeat(10_000));
    }

    @Test
    void endsBeforeAFewBytesFillTheDisk() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdOutputStream(bomb)) {
            zstd.write(new TarBuilder().file("file", "content").build());
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1100; i++) {
                zstd.write(zeros);
            }
        }

        tree.refuses(bomb.toByteArray(), "archive unpacks to more than 250 times its size: test.tar");
    }

    @Test
    void ignoresWhatFollowsTheEndOfAnArchive() throws Exception {
        byte[] archive = new TarBuilder().file("file", "x").build();
        byte[] garbage = Arrays.copyOf(archive, archive.length + 5000);
        Arrays.fill(garbage, archive.length, garbage.length, (byte) 'g');

        tree.unpack(garbage);

        assertThat(tree.paths()).containsExactly("file");
    }

    @Test
    void readsAnArchiveThatEndsWithoutEmptyBlocks() throws Exception {
        tree.unpack(new TarBuilder().file("file", "x").unfinished());

        assertThat(tree.path("file")).hasContent("x");
    }

    @Test
    void noticesADamagedHeader() {
        byte[] archive = new TarBuilder().file("a", "x").file("b", "y").build();
        archive[2 * BLOCK + 5] ^= 1;

        tree.refuses(archive, "archive is damaged (damaged header): test.tar");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void refusesANegativeSize(long size) {
        assertDamaged(new TarBuilder().header('0', "file", header -> header.binary(124, 12, size)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 33, 1L << 62, Long.MAX_VALUE})
    void findsTooLittleOfAHugeFile(long size) {
        tree.refuses(
                new TarBuilder()
                        .header('0', "file", header -> header.binary(124, 12, size))
                        .content(new byte[4096]),
                TRUNCATED);
        tree.refuses(new TarBuilder().pax("size", Long.toString(size)).file("file", "x"), TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({"size,-5", "size,five", "uid,-1", "uid,root", "gid,1e3", "mtime,soon", "mtime,1e999999999", "mtime,NaN"
    })
    void refusesRecordsThatAreNoNumbers(String key, String value) {
        assertDamaged(new TarBuilder().pax(key, value).file("file", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5 a=b\n", "0 a=b\n", "999 a=b\n", "6 a=b", "6 ab\n\n", "x", "\n", "-6 a=b\n", "6  =b\nrest"})
    void refusesADamagedExtendedHeader(String records) {
        assertDamaged(new TarBuilder()
                .entry('x', "pax", TarBuilder.bytes(records), header -> {})
                .file("file", "x"));
    }

    @Test
    void refusesADamagedAttributeOfLibarchive() {
        tree.refuses(
                new TarBuilder().pax("LIBARCHIVE.xattr.user.%zz", "QQ").file("file", "x"),
                "archive is damaged (damaged extended header): test.tar");
    }

    @Test
    void refusesTwoExtendedHeadersForOneEntry() {
        tree.refuses(
                new TarBuilder().pax("path", "a").pax("path", "b").file("file", "x"),
                "archive is damaged (two extended headers for one entry): test.tar");
    }

    @Test
    void refusesHeadersWithoutEnd() {
        TarBuilder archive = new TarBuilder();
        for (int i = 0; i < 10_000; i++) {
            archive.gnuLong('L', "name");
        }
        tree.refuses(archive.file("file", "x"), "archive is damaged (too many headers for one entry): test.tar");
    }

    @Test
    void refusesANameOfMegabytes() {
        tree.refuses(
                new TarBuilder().gnuLong('L', "x".repeat(3_000_000)).file("file", "x"),
                "archive is damaged (the headers of an entry are too large): test.tar");
        tree.refuses(
                new TarBuilder().pax("path", "x".repeat(3_000_000)).file("file", "x"),
                "archive is damaged (an extended header is too large): test.tar");
    }

    @Test
    void refusesGlobalHeadersThatFillTheMemory() {
        TarBuilder archive = new TarBuilder();
        for (int i = 0; i < 20; i++) {
            archive.globalPax("key" + i, "x".repeat(100_000)).file("file", "x");
        }
        tree.refuses(archive, "archive is damaged (the headers for all entries are too large): test.tar");
    }

    @Test
    void refusesAGlobalHeaderThatNamesAFile() {
        tree.refuses(
                new TarBuilder().globalPax("path", "all").file("file", "x"),
                "archive is damaged (a header for all entries names a file): test.tar");
    }

    @Test
    void refusesALinkWithContentInAnExtendedHeader() {
        tree.refuses(
                new TarBuilder().pax("size", "512").hardLink("link", "file").content(new byte[512]),
                "archive is damaged (a link, a directory or a node has content): test.tar");
    }

    @Test
    void refusesAPartOfSeveralVolumes() {
        tree.refuses(
                new TarBuilder().header('M', "file", header -> {}),
                "archive is damaged (a part of a multi-volume archive): test.tar");
    }

    @Test
    void refusesAnEntryWithoutAName() {
        tree.refuses(new TarBuilder().file("", "x"), "bad archive: an entry without a name");
    }

    @Test
    void refusesNamesThatNoFileCanHave() {
        tree.refuses(
                new TarBuilder().pax("path", "a\0b").file("file", "x"),
                "cannot unpack a\\x00b: its name has a NUL in it");
        tree.refuses(
                new TarBuilder().gnuLong('L', "n".repeat(256)).file("file", "x"),
                "cannot unpack " + "n".repeat(255) + "...: a name in it is longer than 255 bytes");
        tree.refuses(
                new TarBuilder().gnuLong('L', "d/".repeat(2100) + "x").file("file", "x"),
                "cannot unpack " + "d/".repeat(127) + "d...: file name too long");
    }

    @Test
    void refusesAFileBelowAFile() {
        tree.refuses(new TarBuilder().file("a", "x").file("a/b", "y"), "cannot unpack a/b: not a directory");
    }

    @Test
    void refusesAHardLinkToADirectory() {
        tree.refuses(
                new TarBuilder().directory("a/", 0755).hardLink("b", "a"), "cannot unpack b: operation not permitted");
    }

    @Test
    void refusesDirectoriesThatFillTheMemory() {
        TarBuilder archive = new TarBuilder();
        String value = "x".repeat(1_000_000);
        byte[] directory = archive.pax("SCHILY.xattr.user.big", value)
                .directory("dir/", 0755)
                .unfinished();

        tree.refuses(repeated(directory, 100), "too many directories and device nodes in the archive");
    }

    /** More than the heap of this process has room for, at least of the one that plash is installed with. */
    @Test
    void skipsContentWithoutKeepingIt() throws Exception {
        long size = 256L * 1024 * 1024;
        byte[] head = new TarBuilder()
                .header('V', "label", header -> header.binary(124, 12, size))
                .unfinished();
        InputStream archive = new SequenceInputStream(
                new ByteArrayInputStream(head),
                new SequenceInputStream(zeros(size), new ByteArrayInputStream(new TarBuilder().build())));

        tree.unpack(archive);

        assertThat(tree.paths()).isEmpty();
    }

    private static InputStream repeated(byte[] bytes, int times) {
        InputStream all = InputStream.nullInputStream();
        for (int i = 0; i < times; i++) {
            all = new SequenceInputStream(new ByteArrayInputStream(bytes), all);
        }
        return all;
    }

    private static InputStream zeros(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(left, length);
                Arrays.fill(buffer, offset, offset + count, (byte) 0);
                left -= count;
                return count;
            }
        };
    }

    /** Whatever one bit of an archive becomes: it is unpacked, or refused with a message. */
    @Test
    void survivesAnyDamage() throws Exception {
        byte[] archive = new TarBuilder()
                .pax("path", "a/b", "mtime", "1.5", "uid", "7", "SCHILY.xattr.user.x", "y")
                .file("short", "content")
                .directory("d/", 0700)
                .symlink("d/s", "../a")
                .hardLink("d/h", "a/b")
                .pax("GNU.sparse.size", "10", "GNU.sparse.map", "2,3")
                .file("sparse", "abc")
                .gnuLong('K', "target")
                .symlink("l", "short")
                .build();
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = archive.clone();
            int at = random.nextInt(damaged.length - 2 * BLOCK);
            damaged[at] = (byte) random.nextInt(256);
            fixChecksum(damaged, at / BLOCK * BLOCK);
            try {
                tree.unpack(damaged);
            } catch (PlashException e) {
                assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
            }
        }
        assertThat(tree.canary().resolve("file")).hasContent("untouched");
    }

    private static void fixChecksum(byte[] archive, int header) {
        Arrays.fill(archive, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int i = header; i < header + BLOCK; i++) {
            sum += archive[i] & 0xFF;
        }
        byte[] text = TarBuilder.bytes(String.format("%06o\0 ", sum));
        System.arraycopy(text, 0, archive, header + 148, text.length);
    }

    private void assertDamaged(TarBuilder archive) {
        assertThatThrownBy(() -> tree.unpack(archive))
                .isInstanceOf(PlashException.class)
                .hasMessageMatching("archive is damaged \\(.{1,100}\\): test\\.tar");
    }
}
