package io.plash.harness.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Command;
import io.plash.harness.installed.TemporaryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An image of three layers that umoci made, with all that layers can do to those below. All users can read it. */
final class LayeredImage implements AutoCloseable {

    private final Path directory;

    private LayeredImage(Path directory) {
        this.directory = directory;
    }

    /** Makes one; the test is skipped on a machine without umoci. */
    static LayeredImage make() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/umoci")), "needs umoci");
        Path directory = TemporaryDirectory.create();
        Command.run(
                List.of(Path.of("src/test/sh/layered-image").toAbsolutePath().toString(), directory.toString()));
        return new LayeredImage(directory);
    }

    /** Where it is; its name is {@code latest}. */
    Path layout() {
        return directory.resolve("layout");
    }

    /** The name of it, as containers-transports(5) has them. */
    String name() {
        return "oci:" + layout() + ":latest";
    }

    /** The archive of the lowest layer. */
    Path base() {
        return directory.resolve("base.tar");
    }

    /** Copies it with skopeo, to one of its transports. */
    void copyTo(String destination) {
        Command.run(List.of(
                "skopeo", "copy", "--quiet", "--insecure-policy", "--dest-tls-verify=false", name(), destination));
    }

    @Override
    public void close() {
        TemporaryDirectory.delete(directory);
    }
}
