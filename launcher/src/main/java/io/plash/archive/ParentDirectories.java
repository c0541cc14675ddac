package io.plash.archive;

import io.plash.archive.layer.LayerBase;
import io.plash.posix.Errno;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens the directories that entries go into, as if the root filesystem were {@code /}: links are followed, but never
 * out of it. The last ones stay open, because an archive names the files of a directory one after the other.
 */
final class ParentDirectories implements AutoCloseable {

    private static final int KEPT_OPEN = 64;
    private static final int MISSING_PARENT_MODE = 0755;

    private final Posix posix;
    private final int root;
    private @Nullable LayerBase base;
    private final Map<String, Integer> open = new LinkedHashMap<>(KEPT_OPEN * 2, 0.75f, true);
    private String lastPath = "";
    private int lastFd;

    /** The root stays the caller's to close. */
    ParentDirectories(Posix posix, int root) {
        this.posix = posix;
        this.root = root;
        this.lastFd = root;
    }

    /** From now on, what is missing is looked for below. */
    void putOn(LayerBase below) {
        base = below;
    }

    /** A descriptor that stays open until the next call; missing directories are made. */
    int open(String path) throws IOException {
        if (!path.equals(lastPath)) {
            lastFd = path.isEmpty() ? root : kept(path);
            lastPath = path;
        }
        return lastFd;
    }

    private int kept(String path) throws IOException {
        Integer known = open.get(path);
        if (known != null) {
            return known;
        }
        int fd = resolveOrMake(path);
        open.put(path, fd);
        if (open.size() > KEPT_OPEN) {
            var eldest = open.entrySet().iterator();
            int oldest = eldest.next().getValue();
            eldest.remove();
            posix.close(oldest);
        }
        return fd;
    }

    private int resolveOrMake(String path) throws IOException {
        try {
            return resolve(path);
        } catch (PosixException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        if (base != null) {
            return resolve(base.reach(path));
        }
        // From the top, so that a long path needs no recursion.
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            make(path.substring(0, slash));
        }
        make(path);
        return resolve(path);
    }

    private int resolve(String path) throws PosixException {
        return posix.openat2(
                root,
                EntryName.bytes(path),
                OpenFlags.PATH | OpenFlags.DIRECTORY,
                0,
                OpenFlags.RESOLVE_IN_ROOT | OpenFlags.RESOLVE_NO_MAGICLINKS);
    }

    /** Makes a directory whose parents exist, unless it exists. */
    private void make(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        int parent = slash < 0 ? root : resolve(path.substring(0, slash));
        try {
            byte[] name = EntryName.bytes(path.substring(slash + 1));
            posix.mkdirat(parent, name, MISSING_PARENT_MODE);
            posix.fchmodat(parent, name, MISSING_PARENT_MODE);
        } catch (PosixException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
        } finally {
            if (parent != root) {
                posix.close(parent);
            }
        }
    }

    /** To be called when a name that may be on a path has been removed. */
    void forget() throws IOException {
        for (int fd : open.values()) {
            posix.close(fd);
        }
        open.clear();
        lastPath = "";
        lastFd = root;
    }

    @Override
    public void close() throws IOException {
        forget();
    }
}
