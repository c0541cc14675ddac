package io.plash.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.posix.Posix;
import io.plash.posix.Shell;
import io.plash.tree.attribute.Omissions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A root filesystem that a test unpacks an archive into, with a canary beside it. */
final class UnpackedTree {

    private final Path canary;
    private final Path root;

    UnpackedTree(Path directory) throws IOException {
        this.canary = Files.createDirectory(directory.resolve("canary"));
        Files.writeString(canary.resolve("file"), "untouched");
        this.root = Files.createDirectory(directory.resolve("root"));
    }

    Path root() {
        return root;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /** A directory outside, with a file in it that nothing may touch. */
    Path canary() {
        return canary;
    }

    Omissions unpack(TarBuilder archive) throws IOException {
        return unpack(archive.build());
    }

    Omissions unpack(byte[] archive) throws IOException {
        return unpack(new ByteArrayInputStream(archive));
    }

    Omissions unpack(InputStream archive) throws IOException {
        return new RootfsUnpacker(Posix.system()).unpack(archive, "test.tar", root);
    }

    /** Asserts that the archive is refused with exactly this message. */
    void refuses(TarBuilder archive, String message) {
        refuses(archive.build(), message);
    }

    void refuses(byte[] archive, String message) {
        refuses(new ByteArrayInputStream(archive), message);
    }

    void refuses(InputStream archive, String message) {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(PlashException.class)
                .hasMessage(message);
    }

    /** What {@code stat} says, in its own format. */
    String stat(String name, String format) throws IOException, InterruptedException {
        return Shell.run("stat -c \"$2\" -- \"$1\"", path(name), format).strip();
    }

    /** All paths below the root, sorted. */
    List<String> paths() throws IOException, InterruptedException {
        return Shell.run("cd \"$1\" && find . -mindepth 1 -printf '%P\\n' | LC_ALL=C sort", root)
                .lines()
                .toList();
    }
}
