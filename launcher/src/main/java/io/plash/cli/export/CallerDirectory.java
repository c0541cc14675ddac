package io.plash.cli.export;

import io.plash.text.RawPath;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the caller is, for a command that runs somewhere else: as a URI, because every byte of a path survives in one,
 * and no line break is in it.
 */
public final class CallerDirectory {

    private CallerDirectory() {}

    /** Of this process. */
    public static String uri() {
        return RawPath.here().toUri().toString();
    }

    public static Path path(String uri) {
        return Path.of(URI.create(uri));
    }
}
