package io.plash.harness.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Command;
import io.plash.harness.installed.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Podman, as root, with images and containers of its own. */
final class Podman implements AutoCloseable {

    private final Path directory;

    private Podman(Path directory) {
        this.directory = directory;
    }

    /** The test is skipped on a machine without. */
    static Podman installed() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/podman")), "needs podman");
        return new Podman(TemporaryDirectory.create());
    }

    /** Runs it, and returns what it prints. */
    String run(String... arguments) {
        // Whole copies of trees, for layers on top of each other cannot have a link from one to another.
        List<String> words = new ArrayList<>(List.of("podman", "--storage-driver=vfs", "--runtime=runc"));
        words.addAll(List.of("--root=" + directory.resolve("root"), "--runroot=" + directory.resolve("run")));
        words.addAll(List.of("--tmpdir=" + directory.resolve("tmp"), "--events-backend=none"));
        words.addAll(List.of(arguments));
        Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString());
        return Command.run(words, directory, variables).value();
    }

    /** Runs the program of an image. */
    String runImage(String image) {
        // The limits that it sets otherwise may be above those of this machine.
        return run("run", "--rm", "--network=none", "--ulimit=nofile=1024:1024", "--ulimit=nproc=1024:1024", image);
    }

    /** What is in an image, but for the top directory, where podman makes the places that it mounts on. */
    Tree tree(String image) throws IOException {
        return Tree.of(Path.of(run("image", "mount", image))).without("\\.");
    }

    @Override
    public void close() {
        run("image", "unmount", "--all");
        TemporaryDirectory.delete(directory);
    }
}
