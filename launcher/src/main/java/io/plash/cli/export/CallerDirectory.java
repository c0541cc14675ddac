package io.plash.cli.export;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the caller is, for a command that runs somewhere else: as a URI, because every byte of a path survives in one,
 * and no line break is in it.
 */
public final class CallerDirectory {

    private CallerDirectory() {}

    /** Java itself has decoded the working directory, and lost what is not UTF-8. */
    public static String uri() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/cwd")).toUri().toString();
    }

    public static Path path(String uri) {
        return Path.of(URI.create(uri));
    }
}
