package io.plash.tree;

import io.plash.api.PlashException;
import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through a tree is: a directory descriptor, and the way back up.
 *
 * <p>It follows no link and crosses no mount point. A tree may be deeper than a path may be long, or than a process may
 * have descriptors: of the directories above, only the nearest stay open.
 */
public final class Descent implements AutoCloseable {

    private static final int KEPT_OPEN = 64;
    private static final int CLOSED = -1;
    private static final byte[] PARENT = {'.', '.'};

    private static final class Level {
        final byte[] name;
        int fd;
        FileStatus.@Nullable Identity identity;

        Level(byte[] name, int fd) {
            this.name = name;
            this.fd = fd;
        }
    }

    private final Posix posix;
    private final List<Level> levels = new ArrayList<>();

    /** Starts in the directory {@code name} of {@code dir}; the name is what error messages begin with. */
    public Descent(Posix posix, int dir, byte[] name) throws IOException {
        this.posix = posix;
        levels.add(new Level(name, open(dir, name, name)));
    }

    /** The directory that the walk is in; open until the walk leaves it. */
    public int fd() {
        return here().fd;
    }

    /** How many directories below the start. */
    public int depth() {
        return levels.size() - 1;
    }

    /**
     * Goes into a directory.
     *
     * @throws PosixException ENOTDIR or ELOOP if it is no directory
     * @throws PlashException if it is a mount point
     */
    public void enter(byte[] name) throws IOException {
        levels.add(new Level(name, open(fd(), name, path(name))));
        int far = levels.size() - 1 - KEPT_OPEN;
        if (far > 0) {
            Level level = levels.get(far);
            level.identity = posix.fstat(level.fd).identity();
            int fd = level.fd;
            level.fd = CLOSED;
            posix.close(fd);
        }
    }

    /** Goes back to the directory above, and returns the name of the one that it left. */
    public byte[] leave() throws IOException {
        Level left = levels.remove(levels.size() - 1);
        try {
            if (here().fd == CLOSED) {
                reopen(here(), left.fd);
            }
        } finally {
            posix.close(left.fd);
        }
        return left.name;
    }

    /** Somebody may have moved the directory that we are in: ".." must be the directory that we came from. */
    private void reopen(Level level, int child) throws IOException {
        int fd = posix.openat(child, PARENT, OpenFlags.READ | OpenFlags.DIRECTORY, 0);
        if (!posix.fstat(fd).identity().equals(level.identity)) {
            posix.close(fd);
            throw new PlashException("cannot go on in " + PathText.show(path()) + ": somebody moved it meanwhile");
        }
        level.fd = fd;
    }

    private int open(int dir, byte[] name, byte[] path) throws IOException {
        try {
            return posix.openat2(
                    dir,
                    name,
                    OpenFlags.READ | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW,
                    0,
                    OpenFlags.RESOLVE_NO_XDEV | OpenFlags.RESOLVE_NO_SYMLINKS);
        } catch (PosixException e) {
            if (e.errno() == Errno.EXDEV) {
                throw mountPoint(PathText.show(path));
            }
            throw e;
        }
    }

    static PlashException mountPoint(String path) {
        return new PlashException(path + " is a mount point", "unmount it first");
    }

    /** The path of the directory that the walk is in, beginning with the name of the start. */
    public byte[] path() {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        for (Level level : levels) {
            if (path.size() > 0) {
                path.write('/');
            }
            path.writeBytes(level.name);
        }
        return path.toByteArray();
    }

    /** The path of a name in the directory that the walk is in. */
    public byte[] path(byte[] name) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        path.writeBytes(path());
        path.write('/');
        path.writeBytes(name);
        return path.toByteArray();
    }

    private Level here() {
        return levels.get(levels.size() - 1);
    }

    @Override
    public void close() throws IOException {
        for (Level level : levels) {
            if (level.fd != CLOSED) {
                posix.close(level.fd);
            }
        }
        levels.clear();
    }
}
