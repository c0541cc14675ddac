package io.plash.harness.installed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Directories outside of {@code /tmp}, which containers share with the host. */
public final class TemporaryDirectory {

    private TemporaryDirectory() {}

    public static Path create() {
        try {
            return Files.createTempDirectory(Path.of("/var/tmp"), "plash-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path directory) {
        Command.run(List.of("rm", "-rf", "--one-file-system", directory.toString()));
    }
}
