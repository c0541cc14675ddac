package io.plash.running;

import io.plash.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells to which build data a mounted union belongs. Its layers have relative names, so the answer lies in where it is
 * mounted: in {@code mnt}, a few directories below the build data. From the root directory of a container the way up leads
 * out of it, even into a mount namespace that we are not in.
 */
final class BuildDataMounts {

    enum Belonging {
        OURS,
        FOREIGN,
        UNKNOWN
    }

    /** As deep as {@code mnt/UUID/root}. */
    private static final int DEEPEST = 3;

    private final Path unions;
    private final Object identity;

    BuildDataMounts(Path data) throws IOException {
        this.unions = new DataDirectory(data.toRealPath()).mnt();
        this.identity = identity(data);
    }

    /** To whom the union belongs that is mounted here. Someone may have mounted it on a directory of his own. */
    Belonging belonging(Path mountpoint) {
        Path above = mountpoint;
        for (int i = 0; i < DEEPEST; i++) {
            above = above.resolve("..");
            try {
                if (identity(above).equals(identity)) {
                    return Belonging.OURS;
                }
            } catch (IOException e) {
                return Belonging.UNKNOWN;
            }
            if (Files.exists(above.resolve("config/union_taste"))) {
                return Belonging.FOREIGN;
            }
        }
        return Belonging.UNKNOWN;
    }

    /** Whether a path without links is where unions are mounted. The build data itself may be a mount of anything. */
    boolean holdsUnions(Path path) {
        return path.startsWith(unions);
    }

    /** Whether this directory is the build data. */
    boolean isHere(Path directory) throws IOException {
        return Files.exists(directory) && identity(directory).equals(identity);
    }

    /** Equal for paths of the same file. */
    static Object identity(Path path) throws IOException {
        return Files.readAttributes(path, "unix:dev,ino");
    }
}
