package io.plash.tree;

import io.plash.api.PlashException;
import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes trees that strangers filled. */
public final class TreeRemover {

    private static final int OWNER_ALL = 0700;

    /** A directory that keeps getting new names while it is emptied is given up after so many rounds. */
    private static final int MAX_ROUNDS = 16;

    /** A directory that is being emptied. */
    private static final class Level {
        Deque<Posix.Entry> pending = new ArrayDeque<>();
        int rounds;
    }

    private final Posix posix;

    public TreeRemover(Posix posix) {
        this.posix = posix;
    }

    /**
     * Removes a file, or a directory with all that is in it, whatever its permissions. Links are removed, not followed.
     * What is already gone, or vanishes meanwhile, is fine.
     *
     * @throws PlashException if there is a mount point in the tree; nothing has been removed then, unless the mount was
     *     made meanwhile
     */
    public void remove(Path tree) throws IOException {
        Path absolute = tree.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            throw new PlashException("cannot remove " + tree + ": it is the root directory");
        }
        int dir;
        try {
            dir = posix.openat(Posix.AT_FDCWD, bytes(parent), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return;
            }
            throw e;
        }
        try {
            refuseMountPoints(parent.toRealPath().resolve(name));
            removeAt(dir, bytes(name));
        } finally {
            posix.close(dir);
        }
    }

    private static void refuseMountPoints(Path tree) throws IOException {
        for (String point : MountPoints.under(bytes(tree))) {
            throw Descent.mountPoint(PathText.show(point.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static byte[] bytes(Path path) {
        return RawText.encode(path.toString());
    }

    /** The same for a name in an open directory; a mount point is noticed when the removal gets there. */
    public void removeAt(int dir, byte[] name) throws IOException {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (unlinked(dir, name)) {
                return;
            }
            try (Descent descent = start(dir, name)) {
                empty(descent);
            } catch (PosixException e) {
                ignoreIfGone(e);
            }
            if (directoryRemoved(dir, name)) {
                return;
            }
        }
        throw neverEmpty(name);
    }

    private void empty(Descent descent) throws IOException {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(arrive(descent));
        while (true) {
            Posix.Entry entry = next(levels.element(), descent.fd());
            if (entry != null) {
                if (!removedFile(descent, entry) && entered(descent, entry.name())) {
                    levels.push(arrive(descent));
                }
            } else if (descent.depth() == 0) {
                return;
            } else {
                finish(descent, levels);
            }
        }
    }

    /** Removes the directory that has been emptied, or empties it once more if it has new names. */
    private void finish(Descent descent, Deque<Level> levels) throws IOException {
        Level level = levels.pop();
        byte[] name = descent.leave();
        if (!directoryRemoved(descent.fd(), name)) {
            if (++level.rounds == MAX_ROUNDS) {
                throw neverEmpty(descent.path(name));
            }
            if (entered(descent, name)) {
                levels.push(level);
            }
        }
    }

    private static PlashException neverEmpty(byte[] path) {
        return new PlashException("cannot remove " + PathText.show(path) + ": somebody keeps writing to it");
    }

    /** The owner of a directory may have forbidden himself to empty it. */
    private Level arrive(Descent descent) throws IOException {
        if ((posix.fstat(descent.fd()).permissions() & OWNER_ALL) != OWNER_ALL) {
            try {
                posix.fchmod(descent.fd(), OWNER_ALL);
            } catch (PosixException e) {
                // Not the owner: then removing either works without, or says why not.
            }
        }
        return new Level();
    }

    private Posix.@Nullable Entry next(Level level, int fd) throws IOException {
        while (level.pending.isEmpty()) {
            List<Posix.Entry> entries = posix.getdents64(fd);
            if (entries == null) {
                return null;
            }
            level.pending.addAll(entries);
        }
        return level.pending.poll();
    }

    private boolean removedFile(Descent descent, Posix.Entry entry) throws IOException {
        return entry.type() != FileStatus.DIRECTORY && unlinked(descent.fd(), entry.name());
    }

    private Descent start(int dir, byte[] name) throws IOException {
        try {
            return new Descent(posix, dir, name);
        } catch (PosixException e) {
            unlock(dir, name, e);
            return new Descent(posix, dir, name);
        }
    }

    private boolean entered(Descent descent, byte[] name) throws IOException {
        try {
            try {
                descent.enter(name);
            } catch (PosixException e) {
                unlock(descent.fd(), name, e);
                descent.enter(name);
            }
            return true;
        } catch (PosixException e) {
            ignoreIfGone(e);
            return false;
        }
    }

    /** Lets the owner open a directory that could not be opened for lack of permission. */
    private void unlock(int dir, byte[] name, PosixException refusal) throws IOException {
        if (refusal.errno() != Errno.EACCES) {
            throw refusal;
        }
        int fd = posix.openat(dir, name, OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0);
        try {
            posix.fchmodat(Posix.AT_FDCWD, ProcPath.of(fd), OWNER_ALL);
        } finally {
            posix.close(fd);
        }
    }

    /** Whether the name is gone now; false if it is a directory. */
    private boolean unlinked(int dir, byte[] name) throws IOException {
        try {
            posix.unlinkat(dir, name);
            return true;
        } catch (PosixException e) {
            return switch (e.errno()) {
                case ENOENT -> true;
                case EISDIR -> false;
                case EBUSY -> throw Descent.mountPoint(PathText.show(name));
                default -> throw e;
            };
        }
    }

    /** Whether the directory is gone now; false if it is not empty. */
    private boolean directoryRemoved(int dir, byte[] name) throws IOException {
        try {
            posix.rmdirat(dir, name);
            return true;
        } catch (PosixException e) {
            return switch (e.errno()) {
                case ENOENT -> true;
                case ENOTEMPTY, EEXIST -> false;
                case EBUSY -> throw Descent.mountPoint(PathText.show(name));
                default -> throw e;
            };
        }
    }

    private static void ignoreIfGone(PosixException e) throws PosixException {
        if (e.errno() != Errno.ENOENT) {
            throw e;
        }
    }
}
