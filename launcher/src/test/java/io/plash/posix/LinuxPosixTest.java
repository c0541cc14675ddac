package io.plash.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPosixTest {

    private static final byte[] NOT_UTF8 = {'a', (byte) 0xFF, '\n', 'b'};

    private final Posix posix = Posix.system();

    @TempDir
    Path directory;

    private int dir;

    @BeforeEach
    void open() throws IOException {
        dir = posix.openat(Posix.AT_FDCWD, bytes(directory.toString()), OpenFlags.READ | OpenFlags.DIRECTORY, 0);
    }

    @AfterEach
    void close() throws IOException {
        posix.close(dir);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private int create(String name) throws IOException {
        return posix.openat(dir, bytes(name), OpenFlags.READ_WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600);
    }

    @Test
    void writesAndReadsMoreThanOneBufferHolds() throws IOException {
        byte[] content = new byte[3 * Scratch.DATA_SIZE + 17];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >> 3);
        }
        int fd = create("f");
        posix.write(fd, content, 0, content.length);
        posix.lseek(fd, 1, Posix.SEEK_SET);
        byte[] read = new byte[16];
        int count = posix.read(fd, read, 0, read.length);
        posix.close(fd);

        assertThat(Files.readAllBytes(directory.resolve("f"))).isEqualTo(content);
        assertThat(count).isEqualTo(16);
        assertThat(read).startsWith(content[1], content[2]);
    }

    @Test
    void saysWhichCallFailedOnWhatAndWhy() {
        assertThatExceptionOfType(PosixException.class)
                .isThrownBy(() -> posix.openat(dir, bytes("a\033b"), OpenFlags.READ, 0))
                .withMessage("openat a\\x1bb: no such file or directory (ENOENT)")
                .matches(e -> e.errno() == Errno.ENOENT);
    }

    @Test
    void refusesNamesThatTheKernelWouldReadOtherwise() {
        assertThatExceptionOfType(PosixException.class)
                .isThrownBy(() -> posix.mkdirat(dir, new byte[] {'a', 0, 'b'}, 0700))
                .matches(e -> e.errno() == Errno.EINVAL);
        assertThatExceptionOfType(PosixException.class)
                .isThrownBy(() -> posix.mkdirat(dir, bytes("a".repeat(5000)), 0700))
                .matches(e -> e.errno() == Errno.ENAMETOOLONG);
    }

    @Test
    void listsNamesThatAreNoText() throws IOException {
        posix.mkdirat(dir, NOT_UTF8, 0700);
        posix.symlinkat(bytes("nowhere"), dir, bytes("link"));
        List<Posix.Entry> entries = new ArrayList<>();
        List<Posix.Entry> next;
        while ((next = posix.getdents64(dir)) != null) {
            entries.addAll(next);
        }
        assertThat(entries).extracting(Posix.Entry::name).containsExactlyInAnyOrder(NOT_UTF8, bytes("link"));
        assertThat(entries)
                .extracting(Posix.Entry::type)
                .containsExactlyInAnyOrder(FileStatus.DIRECTORY, FileStatus.SYMLINK);
    }

    @Test
    void tellsTheStatusOfALinkAndNotOfItsTarget() throws IOException {
        posix.symlinkat(bytes("some/where"), dir, bytes("link"));
        FileStatus status = posix.fstatat(dir, bytes("link"));
        assertThat(status.type()).isEqualTo(FileStatus.SYMLINK);
        assertThat(status.size()).isEqualTo(10);
        assertThat(status.links()).isEqualTo(1);
        assertThat(posix.readlinkat(dir, bytes("link"))).isEqualTo(bytes("some/where"));
    }

    @Test
    void keepsTimesToTheNanosecondAndBefore1970() throws IOException {
        Instant time = Instant.ofEpochSecond(-5, 123456789);
        int fd = create("f");
        posix.futimens(fd, time);
        assertThat(posix.fstat(fd).modified()).isEqualTo(time);
        posix.utimensat(dir, bytes("f"), Instant.ofEpochSecond(7, 1));
        assertThat(posix.fstat(fd).modified()).isEqualTo(Instant.ofEpochSecond(7, 1));
        posix.close(fd);
    }

    @Test
    void keepsExtendedAttributesThatAreNoText() throws IOException {
        byte[] value = {0, 1, (byte) 0xFF, '\n', 0};
        int fd = create("f");
        posix.fsetxattr(fd, bytes("user.one"), value);
        posix.close(fd);
        byte[] path = bytes(directory.resolve("f").toString());
        posix.lsetxattr(path, bytes("user.two"), new byte[0]);
        assertThat(posix.llistxattr(path)).containsExactlyInAnyOrder(bytes("user.one"), bytes("user.two"));
        assertThat(posix.lgetxattr(path, bytes("user.one"))).isEqualTo(value);
        assertThat(posix.lgetxattr(path, bytes("user.two"))).isEmpty();
    }

    @Test
    void resolvesAbsoluteLinksInsideTheRootThatItIsGiven() throws IOException {
        Files.createDirectory(directory.resolve("etc"));
        posix.symlinkat(bytes("/../../etc"), dir, bytes("link"));
        int fd = posix.openat2(dir, bytes("link"), OpenFlags.PATH, 0, OpenFlags.RESOLVE_IN_ROOT);
        assertThat(posix.fstat(fd).identity())
                .isEqualTo(posix.fstatat(dir, bytes("etc")).identity());
        posix.close(fd);
    }

    @Test
    void followsNoLinkThatItIsToldNotTo() throws IOException {
        posix.symlinkat(bytes("."), dir, bytes("link"));
        assertThatExceptionOfType(PosixException.class)
                .isThrownBy(() -> posix.openat(dir, bytes("link"), OpenFlags.READ | OpenFlags.NOFOLLOW, 0))
                .matches(e -> e.errno() == Errno.ELOOP);
        assertThatExceptionOfType(PosixException.class)
                .isThrownBy(() ->
                        posix.openat(dir, bytes("link"), OpenFlags.READ | OpenFlags.NOFOLLOW | OpenFlags.DIRECTORY, 0))
                .matches(e -> e.errno() == Errno.ENOTDIR);
    }

    @Test
    void linksRenamesAndUnlinks() throws IOException {
        posix.close(create("a"));
        posix.linkat(dir, bytes("a"), dir, bytes("b"));
        posix.renameat(dir, bytes("a"), dir, bytes("c"));
        assertThat(posix.fstatat(dir, bytes("b")).identity())
                .isEqualTo(posix.fstatat(dir, bytes("c")).identity());
        posix.unlinkat(dir, bytes("b"));
        posix.mkdirat(dir, bytes("d"), 0700);
        posix.rmdirat(dir, bytes("d"));
        assertThat(directory.toFile().list()).containsExactly("c");
    }

    @Test
    void tellsWhoThisProcessIs() throws IOException, InterruptedException {
        assertThat(posix.getuid() + "\n").isEqualTo(Shell.run("id -ru"));
        assertThat(posix.geteuid() + "\n").isEqualTo(Shell.run("id -u"));
        assertThat((long) posix.getppid())
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(posix.isatty(dir)).isFalse();
    }

    @Test
    void leavesNoDescriptorToPrograms() throws IOException, InterruptedException {
        String target = Shell.run("ls -l /proc/self/fd");
        assertThat(target).doesNotContain(directory.toString());
    }

    @Test
    void copiesBetweenFilesInTheKernel() throws IOException {
        Files.writeString(directory.resolve("from"), "content");
        int from = posix.openat(dir, bytes("from"), OpenFlags.READ, 0);
        int to = create("to");
        assertThat(posix.copyFileRange(from, to, 100)).isEqualTo(7);
        assertThat(posix.copyFileRange(from, to, 100)).isZero();
        posix.close(from);
        posix.close(to);
        assertThat(directory.resolve("to")).hasContent("content");
    }
}
