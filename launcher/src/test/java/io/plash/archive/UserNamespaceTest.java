package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.posix.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks as an ordinary user does: as uid 0 of a user namespace. */
class UserNamespaceTest {

    /** One in which there is nobody but root, as for a user without subordinate ids. */
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--map-root-user");

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException, InterruptedException {
        assumeTrue(Shell.succeeds(String.join(" ", NAMESPACE) + " true"), "needs user namespaces");
        root = Files.createDirectory(directory.resolve("root"));
    }

    private Shell.Result unpack(TarBuilder archive) throws IOException, InterruptedException {
        Path file = archive.writeTo(directory.resolve("archive.tar"));
        return Shell.java(NAMESPACE, UnpackMain.class, file, root);
    }

    @Test
    void saysOnceWhatCannotBe() throws Exception {
        Shell.Result result = unpack(new TarBuilder()
                .node('3', "null", 1, 3)
                .hardLink("null2", "null")
                .node('4', "disk", 8, 0)
                .header('0', "other", header -> header.mode(06755).owner(12, 34))
                .pax("SCHILY.xattr.trusted.x", "y")
                .file("file", "x"));

        assertThat(result.output().lines())
                .containsExactly(
                        "2 device nodes left out: they cannot be made here",
                        "1 files given to root: their owners are not in the id map",
                        "1 extended attributes left out: they cannot be set here");
        assertThat(result.status()).isZero();
        assertThat(Shell.run("cd \"$1\"; ls; stat -c '%a %u:%g' other", root))
                .isEqualTo("file\nother\n755 " + owner() + "\n");
    }

    private static String owner() throws IOException, InterruptedException {
        return Shell.run("echo $(id -u):$(id -g)").strip();
    }

    @Test
    void fillsDirectoriesThatForbidIt() throws Exception {
        Shell.Result result = unpack(new TarBuilder()
                .directory("./", 0)
                .directory("dir/", 0)
                .directory("dir/sub/", 0555)
                .file("dir/sub/file", "x", 0)
                .hardLink("dir/link", "dir/sub/file")
                .symlink("alias", "dir")
                .directory("alias/sub/", 0500));

        assertThat(result.output()).isEmpty();
        assertThat(Shell.run("cd \"$1\"; stat -c '%n %a %h' . dir dir/sub dir/link", root))
                .isEqualTo(". 0 3\ndir 0 3\ndir/sub 500 2\ndir/link 0 2\n");
    }

    @Test
    void keepsCapabilitiesForTheNamespace() throws Exception {
        Shell.Result result = unpack(new TarBuilder()
                .pax("SCHILY.xattr.security.capability", "\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0")
                .file("program", "x", 0755));

        assertThat(result.output()).isEmpty();
        assertThat(Shell.run("getcap -n \"$1\"", root.resolve("program"))).contains("cap_net_bind_service=ep");
    }

    @Test
    void touchesNothingOfTheUserOutside() throws Exception {
        Shell.run("mkdir \"$1/canary\"; echo x >\"$1/canary/f\"", directory);
        String before = Trees.listing(directory.resolve("canary"));

        for (TarBuilder hostile : List.of(
                new TarBuilder().symlink("out", directory + "/canary").file("out/f", "evil"),
                new TarBuilder().symlink("out", "../canary").file("out/g", "evil"),
                new TarBuilder().symlink("out", "../canary").hardLink("stolen", "out/f"),
                new TarBuilder().file("../canary/f", "evil"))) {
            Shell.Result result = unpack(hostile);
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains("PlashException: cannot unpack ");
        }
        assertThat(Trees.listing(directory.resolve("canary"))).isEqualTo(before);
    }
}
