package io.plash.archive.layer;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.ProcPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How an overlay writes down what a layer hides (Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories"). */
public final class OverlayMarks {

    private static final byte[] YES = {'y'};

    /** What fuse-overlayfs writes where it may not write {@code trusted.*}. */
    private static final byte[] OPAQUE_OF_FUSE = "user.fuseoverlayfs.opaque".getBytes(StandardCharsets.US_ASCII);

    private final Posix posix;
    private final byte[] opaque;

    /**
     * The marks of an overlay.
     *
     * @param inUserNamespace whether it is mounted in a user namespace, where nobody may set {@code trusted.*}
     */
    public OverlayMarks(Posix posix, boolean inUserNamespace) {
        this.posix = posix;
        String name = (inUserNamespace ? "user" : "trusted") + ".overlay.opaque";
        this.opaque = name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether this file says that there is none. */
    boolean isWhiteout(FileStatus status) {
        return status.type() == FileStatus.CHARACTER_DEVICE && status.nodeMajor() == 0 && status.nodeMinor() == 0;
    }

    /** Whether a directory shows nothing of those below it. */
    boolean isOpaque(int dir, byte[] path) throws PosixException {
        return isMarked(dir, path, opaque) || isMarked(dir, path, OPAQUE_OF_FUSE);
    }

    private boolean isMarked(int dir, byte[] path, byte[] mark) throws PosixException {
        try {
            return Arrays.equals(posix.lgetxattr(ProcPath.of(dir, path), mark), YES);
        } catch (PosixException e) {
            if (e.errno() == Errno.ENODATA || e.errno() == Errno.EOPNOTSUPP) {
                return false;
            }
            throw e;
        }
    }

    /** Hides a name; unlike any other device, everyone may make this one (Linux 5.8). */
    void hide(int dir, byte[] name) throws PosixException {
        posix.mknodat(dir, name, FileStatus.CHARACTER_DEVICE, 0, 0);
    }

    /** Hides all that is below a directory. */
    void hideBelow(int dir, byte[] name) throws PosixException {
        posix.lsetxattr(ProcPath.of(dir, name), opaque, YES);
    }
}
