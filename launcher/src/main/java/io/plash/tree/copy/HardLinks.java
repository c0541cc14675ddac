package io.plash.tree.copy;

import io.plash.posix.FileStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the files that have further names, until it has met all of them. */
public final class HardLinks {

    private static final class Known {
        final byte[] path;
        int left;

        Known(byte[] path, int left) {
            this.path = path;
            this.left = left;
        }
    }

    private final Map<FileStatus.Identity, Known> files = new HashMap<>();

    /** The path under which a file was met first; null if that is now. */
    public byte @Nullable [] first(FileStatus status, byte[] path) {
        if (status.links() < 2) {
            return null;
        }
        Known known = files.get(status.identity());
        if (known == null) {
            files.put(status.identity(), new Known(path, status.links() - 1));
            return null;
        }
        if (--known.left == 0) {
            files.remove(status.identity());
        }
        return known.path;
    }

    /** Forgets a file of which there is no copy after all. */
    void forget(FileStatus status) {
        files.remove(status.identity());
    }
}
