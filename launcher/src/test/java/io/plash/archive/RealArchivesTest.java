package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.posix.Posix;
import io.plash.posix.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives of other people's tools become the very tree that GNU tar makes of them. */
class RealArchivesTest {

    /** Its own guess of when a directory is complete is wrong if other things come in between. */
    private static final String UNPACK = "mkdir \"$2\"; "
            + "tar --xattrs --xattrs-include='*' --numeric-owner --delay-directory-restore -xpf \"$1\" -C \"$2\"";

    @TempDir
    Path directory;

    private UnpackedTree tree;
    private Path source;

    @BeforeEach
    void makeTrees() throws Exception {
        assumeTrue(Posix.system().geteuid() == 0, "needs root: files get other owners, and device nodes are made");
        tree = new UnpackedTree(directory);
        source = Files.createDirectory(directory.resolve("source"));
        Shell.run("""
                cd "$1"
                mkdir -p usr/bin etc/empty dev "$(printf 'd%0120d' 0)/$(printf 'n%0120d' 0)" var/lock
                echo program >usr/bin/program
                chown 12:34 usr/bin/program
                chmod 6755 usr/bin/program
                ln usr/bin/program usr/bin/second
                ln -s ../usr/bin/program etc/link
                ln -s "$(printf 't%0150d' 0)" etc/long
                chown -h 5:6 etc/link
                printf '' >etc/nothing
                echo x >"$(printf 'etc/bytes\\377\\376')"
                echo x >'etc/blank and
                newline'
                echo x >"etc/$(printf '\\303\\244')"
                echo deep >"$(printf 'd%0120d' 0)/$(printf 'n%0120d' 0)/$(printf 'f%0120d' 0)"
                mkfifo -m 640 var/fifo
                mknod -m 666 dev/null c 1 3
                mknod -m 660 dev/disk b 259 65536
                chmod 1777 var/lock
                chown 0:50 etc/empty
                chmod 2500 etc/empty
                head -c 300000 /dev/urandom >usr/random
                touch -h -d '2001-02-03 04:05:06.789' etc/link
                touch -d '1999-12-31 23:59:59' etc/nothing
                touch -d '2030-01-01' usr/bin usr
                """, source);
    }

    /** What the tool packed is compared with what GNU tar unpacks. */
    private void unpacksAsGnuTar(Path archive) throws Exception {
        Path expected = directory.resolve("expected");
        Shell.run(UNPACK, archive, expected);
        try (InputStream content = Files.newInputStream(archive)) {
            tree.unpack(content);
        }

        assertThat(Trees.listing(tree.root())).isEqualTo(Trees.listing(expected));
    }

    private Path packed(String command) throws IOException, InterruptedException {
        Path archive = directory.resolve("archive.tar");
        Shell.run("cd \"$1\"; export LC_ALL=C; " + command, source, archive);
        return archive;
    }

    @ParameterizedTest
    @CsvSource({"gnu", "oldgnu", "pax", "posix", "ustar", "v7"})
    void unpacksGnuTar(String format) throws Exception {
        // ustar has no room for the long link, v7 for anything that is special.
        String without = format.equals("ustar") || format.equals("v7") ? "rm -r etc/long d0*;" : "";
        without += format.equals("v7") ? "rm -r var/fifo dev/*;" : "";
        unpacksAsGnuTar(packed(without + "tar --format=" + format + " -cf \"$2\" . || [ $? = 1 ]"));
    }

    @Test
    void unpacksExtendedAttributesAndCapabilitiesOfGnuTar() throws Exception {
        Shell.run("""
                cd "$1"
                setfattr -n user.text -v value usr/random
                setfattr -n user.bytes -v 0x00ff0a3d usr/bin
                setfattr -n 'user.a=b%c' -v x usr/random
                setfattr -n trusted.x -v y etc
                setfattr -h -n trusted.y -v z etc/link
                setcap cap_net_raw+ep usr/random
                setcap -n 1000 cap_chown+ep etc/nothing
                """, source);
        unpacksAsGnuTar(packed("tar --xattrs --xattrs-include='*' -cf \"$2\" ."));
    }

    @ParameterizedTest
    @CsvSource({"pax", "gnutar", "ustar", "v7"})
    void unpacksBsdtar(String format) throws Exception {
        String without = format.equals("ustar") || format.equals("v7") ? "rm -r etc/long d0*;" : "";
        without += format.equals("v7") ? "rm -r var/fifo dev/*;" : "";
        unpacksAsGnuTar(packed(without + "bsdtar --format=" + format + " -cf \"$2\" . || [ $? = 1 ]"));
    }

    /** libarchive writes each attribute in its own spelling and in that of star. */
    @Test
    void unpacksExtendedAttributesOfBsdtar() throws Exception {
        Shell.run(
                "cd \"$1\"; setfattr -n user.bytes -v 0x00ff0a3d usr/random; setcap cap_net_raw+ep usr/random", source);
        unpacksAsGnuTar(packed("bsdtar --format=pax --xattrs -cf \"$2\" ."));

        assertThat(Shell.run("getfattr -e hex -d -m - \"$1\"", tree.path("usr/random")))
                .contains("user.bytes=0x00ff0a3d", "security.capability=");
    }

    @Test
    void unpacksBusybox() throws Exception {
        assumeTrue(Shell.succeeds("command -v busybox"), "needs busybox");
        unpacksAsGnuTar(packed("busybox tar -cf \"$2\" ."));
    }

    @ParameterizedTest
    @CsvSource({"GNU", "PAX", "USTAR"})
    void unpacksPython(String format) throws Exception {
        assumeTrue(Shell.succeeds("python3 -c 'import tarfile'"), "needs python3");
        String without = format.equals("USTAR") ? "rm -r etc/long d0*;" : "";
        unpacksAsGnuTar(packed(without + "python3 -c 'import sys, tarfile\n"
                + "t = tarfile.open(sys.argv[1], \"w\", format=tarfile." + format + "_FORMAT)\n"
                + "t.add(\".\")\nt.close()' \"$2\""));
    }

    @ParameterizedTest
    @CsvSource({"gzip", "bzip2", "xz", "zstd"})
    void unpacksWhatIsCompressed(String tool) throws Exception {
        unpacksAsGnuTar(packed("tar -cf - . | " + tool + " -c >\"$2\""));
    }

    @Test
    void unpacksAnIncrementalArchive() throws Exception {
        unpacksAsGnuTar(packed("tar --listed-incremental=\"$2.list\" -cf \"$2\" ."));
    }

    @Test
    void unpacksFilesThatWereAddedAgain() throws Exception {
        unpacksAsGnuTar(packed("""
                tar -cf "$2" .
                echo new >>usr/bin/program
                rm var/fifo
                echo file >var/fifo
                tar -rf "$2" ./usr/bin/program ./usr/bin/second ./var/fifo
                """));
    }

    @Test
    void unpacksDebian() throws Exception {
        String archive = System.getProperty("plash.test.debian", "");
        assumeTrue(Files.exists(Path.of(archive)) && !archive.isEmpty(), "needs a Debian archive in plash.test.debian");
        unpacksAsGnuTar(Path.of(archive));
    }
}
