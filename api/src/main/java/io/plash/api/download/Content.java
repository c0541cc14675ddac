package io.plash.api.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read: of a file on this machine, of a part of one, or of a {@link Download}. */
@FunctionalInterface
public interface Content {

    /** The content of a file, which stays as it is until it has been read. */
    static Content of(Path file) {
        return () -> Files.newInputStream(file);
    }

    /**
     * Reads from the beginning. May be called again, from any thread.
     *
     * @throws io.plash.api.PlashException if it is refused; so may {@code read}, if what came fails its check
     * @throws IOException if it cannot be read; trying again may help
     */
    InputStream open() throws IOException;

    /** Says that it will be read soon, so that what takes time can begin now. Returns at once and does not throw. */
    default void start() {}
}
