package io.plash.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Symbolic links that are there at once or not at all. */
final class Links {

    private Links() {}

    /** Makes a link, in place of what stood there before. */
    static void replace(Path link, Path target, Path workspace) throws IOException {
        Path fresh = workspace.resolve("link-" + UUID.randomUUID());
        Files.createSymbolicLink(fresh, target);
        try {
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }
}
