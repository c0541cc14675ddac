package io.plash.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.archive.RootfsUnpacker;
import io.plash.archive.Trees;
import io.plash.posix.Posix;
import io.plash.posix.Shell;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarExporterTest {

    @TempDir
    Path directory;

    private Path source;
    private Omissions omissions = new Omissions();

    @BeforeEach
    void makeTree() throws IOException {
        source = Files.createDirectory(directory.resolve("source"));
    }

    private void fill() throws IOException, InterruptedException {
        Shell.run("""
                cd "$1"
                mkdir -p b/empty a "$(printf 'd%0120d' 0)/$(printf 'n%0120d' 0)"
                echo program >b/program
                chmod 755 b/program
                ln b/program a/second
                ln b/program b/third
                ln -s ../b/program a/link
                ln -s "$(printf 't%0150d' 0)" a/long
                ln a/link a/link2
                printf '' >a/nothing
                printf '%0512d' 0 >a/block
                head -c 300000 /dev/urandom >a/random
                echo x >"$(printf 'a/bytes\\377')"
                echo x >'a/new
                line'
                echo x >"$(printf 'a/\\303\\244')"
                echo x >"$(printf 'd%0120d' 0)/$(printf 'n%0120d' 0)/$(printf 'f%0120d' 0)"
                echo x >"$(printf 'd%0120d' 0)/$(printf 'bytes\\377')"
                ln "$(printf 'd%0120d' 0)/$(printf 'n%0120d' 0)/$(printf 'f%0120d' 0)" z
                mkfifo -m 640 fifo
                truncate -s 3M sparse
                echo middle | dd of=sparse bs=1M seek=1 conv=notrunc status=none
                setfattr -n user.bytes -v 0x00ff0a3d a/random
                setfattr -n user.x -v x b
                touch -h -d '2001-02-03 04:05:06.789' a/link
                touch -d '1969-12-31 23:00:00' a/nothing
                chmod 500 b/empty
                touch -d '2020-01-01' b
                """, source);
        if (Posix.system().geteuid() == 0) {
            Shell.run("""
                    cd "$1"
                    chown 12:34 b/program
                    chown -h 5:3000000000 a/link
                    chown 4000000000 a/block
                    chmod 6755 b/program
                    mknod null c 1 3
                    mknod disk b 259 65536
                    setcap cap_net_raw+ep a/random
                    """, source);
        }
        Shell.run("touch -d '2020-01-01' \"$1\"", source);
    }

    private byte[] export(OptionalLong latest) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        omissions = new TarExporter(Posix.system(), latest).export(source, archive, "test.tar");
        return archive.toByteArray();
    }

    private Path exported() throws IOException {
        return Files.write(directory.resolve("export.tar"), export(OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // It does not know hdrcharset, without which bsdtar takes names for UTF-8.
                "tar --warning=no-unknown-keyword --warning=no-timestamp --xattrs --xattrs-include='*' --numeric-owner"
                        + " --delay-directory-restore -xpf \"$1\"",
                "bsdtar --xattrs --numeric-owner -xpf \"$1\""
            })
    void isReadByOthersWithoutAWarning(String reader) throws Exception {
        fill();
        Path target = Files.createDirectory(directory.resolve("target"));

        assertThat(Shell.run("cd \"$2\"; export LC_ALL=C.UTF-8; " + reader, exported(), target))
                .isEmpty();

        // bsdtar gives the directory that it was started in no time.
        Shell.run("touch -d '2020-01-01' \"$1\"", target);
        assertThat(Trees.listing(target)).isEqualTo(Trees.listing(source));
    }

    @Test
    void comesBackAsItWas() throws Exception {
        fill();
        // bsdtar does not know how GNU tar writes these.
        Shell.run("setfattr -n 'user.a=b%c' -v x \"$1\"", source);
        Path target = Files.createDirectory(directory.resolve("target"));
        byte[] archive = export(OptionalLong.empty());

        new RootfsUnpacker(Posix.system()).unpack(new ByteArrayInputStream(archive), "test.tar", target);

        assertThat(Trees.listing(target)).isEqualTo(Trees.listing(source));
        source = target;
        assertThat(export(OptionalLong.empty())).isEqualTo(archive);
    }

    @Test
    void keepsHoles() throws Exception {
        fill();
        byte[] archive = export(OptionalLong.empty());
        assertThat(archive.length).isLessThan(1024 * 1024);
    }

    @Test
    void namesTheFilesInOrder() throws Exception {
        Shell.run("cd \"$1\"; mkdir b a; touch b/2 b/1 b-c a/x", source);

        assertThat(Shell.run("tar -tf \"$1\"", exported()).lines())
                .containsExactly("./", "./a/", "./a/x", "./b/", "./b/1", "./b/2", "./b-c");
    }

    @Test
    void hasNothingOfThisMachineInIt() throws Exception {
        Shell.run("cd \"$1\"; echo x >file; touch -d @0 file .", source);
        byte[] archive = export(OptionalLong.empty());
        String text = new String(archive, StandardCharsets.ISO_8859_1);

        assertThat(text).doesNotContain(System.getProperty("user.name"), directory.toString());
        assertThat(archive).hasSize(10240);
    }

    @Test
    void isNotLaterThanTheDateOfTheSource() throws Exception {
        Shell.run("""
                cd "$1"
                echo x >old; echo x >new; ln -s x link
                touch -d @1000 old; touch -d @3000 new .; touch -h -d @4000.5 link
                """, source);
        Path archive = Files.write(directory.resolve("export.tar"), export(OptionalLong.of(2000)));
        Path target = Files.createDirectory(directory.resolve("target"));
        Shell.run("tar -xpf \"$1\" -C \"$2\"", archive, target);

        assertThat(Shell.run("cd \"$1\"; stat -c '%n %.9Y' old new link .", target))
                .isEqualTo("old 1000.000000000\nnew 2000.000000000\nlink 2000.000000000\n. 2000.000000000\n");
    }

    @Test
    void leavesOutSocketsAndSaysSo() throws Exception {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(source.resolve("socket")));
            assertThat(Shell.run("tar -tf \"$1\"", exported())).isEqualTo("./\n");
        }
        assertThat(omissions.messages()).containsExactly("1 sockets left out: an archive has no such thing");
    }

    @Test
    void leavesOutTheBooksOfTheUnionFilesystem() throws Exception {
        assumeTrue(Posix.system().geteuid() == 0, "needs root: sets trusted attributes");
        Shell.run("setfattr -n trusted.overlay.opaque -v y \"$1\"", source);

        assertThat(new String(export(OptionalLong.empty()), StandardCharsets.ISO_8859_1))
                .doesNotContain("overlay");
        assertThat(omissions.count(Omission.BOOKKEEPING)).isEqualTo(1);
    }

    @Test
    void saysThatTheArchiveCannotBeWritten() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space");
            }
        };
        assertThatThrownBy(() -> new TarExporter(Posix.system(), OptionalLong.empty()).export(source, full, "x.tar"))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot write x.tar");
    }

    @Test
    void writesAFileOfATerabyteInNoTime() throws Exception {
        Shell.run("cd \"$1\"; truncate -s 1T big; echo end >>big", source);
        Path target = Files.createDirectory(directory.resolve("target"));
        Path archive = exported();

        assertThat(Files.size(archive)).isLessThan(100_000);
        Shell.run("tar -xf \"$1\" -C \"$2\"", archive, target);
        assertThat(Shell.run("cd \"$1\"; stat -c %s big; tail -c 4 big", target))
                .isEqualTo("1099511627780\nend\n");
    }
}
