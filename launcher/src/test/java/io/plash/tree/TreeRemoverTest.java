package io.plash.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.posix.Posix;
import io.plash.posix.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemoverTest {

    private final TreeRemover remover = new TreeRemover(Posix.system());

    @TempDir
    Path directory;

    private Path tree;
    private Path canary;

    @BeforeEach
    void make() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        Files.createDirectory(directory.resolve("outside"));
        canary = Files.writeString(directory.resolve("outside/canary"), "alive");
    }

    @Test
    void removesFilesOfAllKinds() throws IOException, InterruptedException {
        Shell.run(
                "cd $1; mkdir -p a/b/c; echo x >a/f; mkfifo a/b/fifo; ln a/f a/b/hard; printf x >a/b/$(printf '\\377')",
                tree);
        remover.remove(tree);
        assertThat(tree).doesNotExist();
    }

    @Test
    void followsNoLink() throws IOException, InterruptedException {
        Shell.run("cd $1; ln -s ../outside dir; ln -s ../outside/canary file; ln -s $2 absolute", tree, canary);
        remover.remove(tree);
        assertThat(tree).doesNotExist();
        assertThat(canary).hasContent("alive");
    }

    @Test
    void removesALinkAndNotWhatItPointsTo() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("outside"));
        remover.remove(link);
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(canary).hasContent("alive");
    }

    @Test
    void hasNothingToDoForWhatIsGone() throws IOException {
        remover.remove(directory.resolve("missing"));
        remover.remove(directory.resolve("missing/too"));
        assertThat(canary).hasContent("alive");
    }

    @Test
    void removesATreeThatIsDeeperThanAPathMayBeLong() throws IOException, InterruptedException {
        Shell.run(
                "cd $1; i=0; while [ $i -lt 500 ]; do mkdir $2; cd -P $2; echo x >file; i=$((i+1)); done",
                tree,
                "d".repeat(100));
        remover.remove(tree);
        assertThat(tree).doesNotExist();
    }

    @Test
    void removesMoreNamesThanOneReadReturns() throws IOException, InterruptedException {
        Shell.run("cd $1; seq -f 'a-rather-long-file-name-%g' 1 5000 | xargs touch", tree);
        remover.remove(tree);
        assertThat(tree).doesNotExist();
    }

    @Test
    void removesWhatTheOwnerHasForbiddenHimself() throws IOException, InterruptedException {
        assumeTrue(
                Posix.system().geteuid() == 0 && Shell.succeeds("setpriv --bounding-set=-all true"),
                "needs root and setpriv");
        Shell.run(
                "cd $1; mkdir -p a/b/c d/e; touch a/b/c/f d/e/f; chmod 0 a/b/c a/b a; chmod 0555 d/e d; chmod 0400 .",
                tree);
        List<String> plainOwner = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
        Shell.Result result = Shell.java(plainOwner, RemoveMain.class, tree);
        assertThat(result.output()).isEmpty();
        assertThat(tree).doesNotExist();
    }

    @Test
    void removesNothingIfThereIsAMountPoint() throws IOException, InterruptedException {
        assumeTrue(Shell.succeeds("unshare -m true"), "needs the right to mount");
        Shell.run("mkdir $1/a $1/z", tree);
        String mount = "mount --bind $1/outside $1/tree/z; shift; exec \"$@\"";
        List<String> wrapper = List.of("unshare", "-m", "sh", "-euc", mount, "sh", directory.toString());
        Shell.Result result = Shell.java(wrapper, RemoveMain.class, tree);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("PlashException: " + tree.toRealPath() + "/z is a mount point");
        assertThat(tree.resolve("a")).exists();
        assertThat(canary).hasContent("alive");
    }

    @Test
    void goesThroughNoMountPointThatItMeets() throws IOException, InterruptedException {
        assumeTrue(Shell.succeeds("unshare -m true"), "needs the right to mount");
        Shell.run("mkdir -p $1/a/b", tree);
        String mount = "mount --bind $1/outside $1/tree/a/b; shift; exec \"$@\"";
        List<String> wrapper = List.of("unshare", "-m", "sh", "-euc", mount, "sh", directory.toString());
        Shell.Result result = Shell.java(wrapper, RemoveAtMain.class, directory, "tree");
        assertThat(result.output()).contains("PlashException: tree/a/b is a mount point");
        assertThat(canary).hasContent("alive");
    }

    @Test
    void refusesTheRootDirectory() {
        assertThatExceptionOfType(PlashException.class)
                .isThrownBy(() -> remover.remove(Path.of("/")))
                .withMessage("cannot remove /: it is the root directory");
    }
}
