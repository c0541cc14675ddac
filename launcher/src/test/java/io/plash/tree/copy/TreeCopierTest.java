package io.plash.tree.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.archive.Trees;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.Shell;
import io.plash.text.RawPath;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCopierTest {

    @TempDir
    Path directory;

    private Path lower;
    private Path upper;
    private Path target;

    @BeforeEach
    void makeTrees() throws IOException {
        lower = Files.createDirectory(directory.resolve("lower"));
        upper = Files.createDirectory(directory.resolve("upper"));
        target = Files.createDirectory(directory.resolve("target"));
    }

    private void fill(Path tree) throws IOException, InterruptedException {
        Shell.run("""
                cd "$1"
                mkdir -p b/closed a
                echo program >b/program
                chmod 755 b/program
                ln b/program a/second
                ln -s ../b/program a/link
                ln a/link a/link2
                head -c 300000 /dev/urandom >a/random
                echo x >"$(printf 'a/bytes\\377')"
                echo x >b/closed/file
                mkfifo -m 640 fifo
                ln fifo fifo2
                truncate -s 3M sparse
                echo middle | dd of=sparse bs=1M seek=1 conv=notrunc status=none
                setfattr -n user.bytes -v 0x00ff0a3d a/random
                setfattr -n user.x -v x b
                touch -h -d '2001-02-03 04:05:06.789' a/link
                chmod 500 b/closed
                touch -d '2020-01-01' b .
                chmod 711 .
                """, tree);
        if (Posix.system().geteuid() == 0) {
            Shell.run("""
                    cd "$1"
                    chown 12:34 b/program
                    chown -h 5:6 a/link
                    chmod 6755 b/program
                    mknod null c 1 3
                    setcap cap_net_raw+ep a/random
                    """, tree);
        }
    }

    private interface Copying {
        Omissions to(int fd) throws IOException;
    }

    private Omissions into(Path place, Copying copying) throws IOException {
        Posix posix = Posix.system();
        int fd = posix.openat(Posix.AT_FDCWD, RawPath.bytes(place), OpenFlags.READ | OpenFlags.DIRECTORY, 0);
        try {
            return copying.to(fd);
        } finally {
            posix.close(fd);
        }
    }

    private TreeCopier copier(Path... layers) {
        return new TreeCopier(Posix.system(), List.of(layers));
    }

    @Test
    void copiesEverythingThatAFileHas() throws Exception {
        fill(lower);

        Omissions omissions = into(target, fd -> copier(lower).copy(lower, fd));

        assertThat(omissions.messages()).isEmpty();
        assertThat(Trees.listing(target)).isEqualTo(Trees.listing(lower));
        assertThat(Shell.run("stat -c %b \"$1/sparse\"", target))
                .isEqualTo(Shell.run("stat -c %b \"$1/sparse\"", lower));
    }

    @Test
    void copiesWithoutKnowingTheLayers() throws Exception {
        fill(lower);

        into(target, fd -> copier(upper).copy(lower, fd));

        assertThat(Trees.listing(target)).isEqualTo(Trees.listing(lower));
    }

    @Test
    void linksToTheVeryFilesOfALayer() throws Exception {
        fill(lower);
        String before = Shell.run("cd \"$1\"; find . ! -type d -printf '%p %i\\n' | sort", lower);

        into(target, fd -> copier(lower).link(lower, fd));

        assertThat(Shell.run("cd \"$1\"; find . ! -type d -printf '%p %i\\n' | sort", target))
                .isEqualTo(before);
        assertThat(Trees.listing(target)).isEqualTo(Trees.listing(lower));
    }

    /** Of a union, the topmost layer with a name has the file, and what is hidden is in no copy. */
    private Path union() throws IOException, InterruptedException {
        assumeTrue(Posix.system().geteuid() == 0, "needs root to mount an overlay");
        Shell.run("""
                cd "$1"
                mkdir work merged
                mkdir -p lower/dir/sub lower/opaque lower/was-link
                echo below >lower/dir/changed
                echo below >lower/dir/removed
                echo below >lower/dir/sub/kept
                echo below >lower/opaque/hidden
                echo below >lower/becomes-directory
                ln -s dir lower/becomes-directory2
                """, directory);
        Shell.run("""
                cd "$1"
                mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged
                cd merged
                echo above >dir/changed
                rm dir/removed
                rm -r opaque; mkdir opaque; echo above >opaque/new
                rm becomes-directory; mkdir becomes-directory; echo above >becomes-directory/file
                rm becomes-directory2; mkdir becomes-directory2; echo above >becomes-directory2/changed
                chmod 600 dir/sub/kept
                cd ..
                umount merged
                mount -t overlay overlay -o ro,lowerdir=upper:lower merged
                """, directory);
        return directory.resolve("merged");
    }

    @Test
    void copiesAUnion() throws Exception {
        Path merged = union();
        try {
            into(target, fd -> copier(upper, lower).copy(merged, fd));

            assertThat(Trees.listing(target)).isEqualTo(Trees.listing(merged));
        } finally {
            Shell.run("umount \"$1\"", merged);
        }
    }

    /** Of such a file the upper layer has the attributes, and as many zeros as there are bytes below. */
    @Test
    void copiesTheContentOfFilesOfWhichALayerHasTheAttributesAlone() throws Exception {
        assumeTrue(Posix.system().geteuid() == 0, "needs root to mount an overlay");
        Path merged = directory.resolve("merged");
        Shell.run("""
                cd "$1"
                mkdir work merged
                head -c 300000 /dev/urandom >lower/file
                mount -t overlay overlay -o metacopy=on,lowerdir=lower,upperdir=upper,workdir=work merged
                chmod 600 merged/file
                umount merged
                mount -t overlay overlay -o ro,metacopy=on,lowerdir=upper:lower merged
                """, directory);
        try {
            assumeTrue(Shell.succeeds("getfattr -n trusted.overlay.metacopy \"$1/file\"", upper), "needs metacopy");
            into(target, fd -> copier(upper, lower).copy(merged, fd));
        } finally {
            Shell.run("umount \"$1\"", merged);
        }

        assertThat(Shell.run("cmp \"$1/file\" \"$2/file\" && stat -c %a \"$1/file\"", target, lower))
                .isEqualTo("600\n");
    }

    @Test
    void linksToTheLayersOfAUnion() throws Exception {
        Path merged = union();
        try {
            into(target, fd -> copier(upper, lower).link(merged, fd));
        } finally {
            Shell.run("umount \"$1\"", merged);
        }

        assertThat(Shell.run("cd \"$1\"; find . -type f -exec grep -H . {} + | sort", target))
                .isEqualTo("""
                        ./becomes-directory/file:above
                        ./becomes-directory2/changed:above
                        ./dir/changed:above
                        ./dir/sub/kept:below
                        ./opaque/new:above
                        """);
        assertThat(Shell.run("cd \"$1\"; stat -c %i target/dir/changed upper/dir/changed | uniq | wc -l", directory)
                        .strip())
                .isEqualTo("1");
        assertThat(Shell.run("cd \"$1\"; stat -c %a target/dir/sub/kept lower/dir/sub/kept", directory))
                .isEqualTo("600\n644\n");
    }

    @Test
    void linksToNoOtherFilesystem() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(lower)),
                "needs another filesystem in /dev/shm");
        Path other = Files.createTempDirectory(memory, "plash-test");
        try {
            assertThatThrownBy(() -> into(other, fd -> copier(lower).link(lower, fd)))
                    .isInstanceOf(PlashException.class)
                    .hasMessage("cannot link to the files of a container from another filesystem");
            assertThat(other).isEmptyDirectory();
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void copiesToAnotherFilesystem() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "needs another filesystem in /dev/shm");
        Path other = Files.createTempDirectory(memory, "plash-test");
        try {
            Shell.run("cd \"$1\"; mkdir a; head -c 300000 /dev/urandom >a/random; ln a/random b; chmod 755 .", lower);
            into(other, fd -> copier(lower).copy(lower, fd));

            assertThat(Trees.listing(other)).isEqualTo(Trees.listing(lower));
        } finally {
            Shell.run("rm -r \"$1\"", other);
        }
    }

    @Test
    void refusesAMountPoint() throws Exception {
        assumeTrue(Posix.system().geteuid() == 0, "needs root to mount");
        Path mounted = Files.createDirectory(lower.resolve("mounted"));
        Shell.run("mount --bind \"$1\" \"$2\"", upper, mounted);
        try {
            assertThatThrownBy(() -> into(target, fd -> copier(lower).copy(lower, fd)))
                    .isInstanceOf(PlashException.class)
                    .hasMessageContaining("mounted is a mount point");
        } finally {
            Shell.run("umount \"$1\"", mounted);
        }
    }

    @Test
    void sharesTheBlocksOfTheLayersOfAUnion() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(Shell.succeeds("""
                        truncate -s 300M "$1.img"
                        mkfs.btrfs -q "$1.img"
                        mount -o loop "$1.img" "$1"
                        """, disk), "needs root, mkfs.btrfs and a loop device");
        try {
            Shell.run("""
                    cd "$1"
                    mkdir lower upper merged target
                    head -c 3000000 /dev/urandom >lower/below
                    head -c 3000000 /dev/urandom >upper/above
                    mount -t overlay overlay -o ro,lowerdir=upper:lower merged
                    """, disk);
            Path merged = disk.resolve("merged");
            into(
                    disk.resolve("target"),
                    fd -> copier(disk.resolve("upper"), disk.resolve("lower")).copy(merged, fd));

            assertThat(Trees.listing(disk.resolve("target"))).isEqualTo(Trees.listing(merged));
            assertThat(Shell.run(
                                    "sync -f \"$1\"; btrfs filesystem du -s --raw \"$1\" | tail -n 1",
                                    disk.resolve("target"))
                            .split(" +"))
                    .as("total, exclusive, shared")
                    .contains("0", "6004736");
        } finally {
            Shell.run("umount -R \"$1\"", disk);
        }
    }
}
