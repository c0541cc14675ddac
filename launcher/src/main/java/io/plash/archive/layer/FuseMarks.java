package io.plash.archive.layer;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.Descent;
import io.plash.tree.ProcPath;
import io.plash.tree.TreeWalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Rewrites what fuse-overlayfs wrote down about what a layer hides, so that overlay can read it.
 *
 * <p>fuse-overlayfs reads the marks of overlay, too. So those come first and its own go then: after each step both of them
 * show the layer as before or as after, and whoever is interrupted can begin again.
 */
final class FuseMarks implements TreeWalk.Visitor {

    private static final byte[] HERE = {'.'};
    private static final byte[] HIDES_NAME = ascii(".wh.");
    private static final List<byte[]> HIDE_BELOW = List.of(ascii(".wh..wh..opq"), ascii(".wh..opq"));
    private static final byte[] ATTRIBUTES = ascii("user.fuseoverlayfs.");

    private final Posix posix;
    private final OverlayMarks marks;

    /** When the directories were modified that the walk is in. */
    private final Deque<Instant> modified = new ArrayDeque<>();

    FuseMarks(Posix posix, OverlayMarks marks) {
        this.posix = posix;
        this.marks = marks;
    }

    @Override
    public void entered(Descent here, byte[] name, FileStatus status) throws IOException {
        modified.push(status.modified());
        boolean hidesBelow = marks.isOpaque(here.fd(), HERE);
        for (byte[] mark : HIDE_BELOW) {
            hidesBelow |= exists(here.fd(), mark);
        }
        if (hidesBelow) {
            marks.hideBelow(here.fd(), HERE);
        }
        removeAttributes(here.fd(), HERE);
    }

    @Override
    public void file(Descent here, byte[] name, FileStatus status) throws IOException {
        if (isMark(name)) {
            if (HIDE_BELOW.stream().noneMatch(mark -> Arrays.equals(mark, name))) {
                hide(here.fd(), Arrays.copyOfRange(name, HIDES_NAME.length, name.length));
            }
            posix.unlinkat(here.fd(), name);
        } else if (status.type() == FileStatus.REGULAR) {
            removeAttributes(here.fd(), name);
        }
    }

    @Override
    public void leaving(Descent here) throws IOException {
        posix.futimens(here.fd(), modified.pop());
    }

    /** Whether fuse-overlayfs takes a file of this name for a mark. */
    static boolean isMark(byte[] name) {
        return name.length >= HIDES_NAME.length && Arrays.equals(HIDES_NAME, Arrays.copyOf(name, HIDES_NAME.length));
    }

    private void hide(int dir, byte[] name) throws IOException {
        if (name.length > 0 && !exists(dir, name)) {
            marks.hide(dir, name);
        }
    }

    private boolean exists(int dir, byte[] name) throws PosixException {
        try {
            posix.fstatat(dir, name);
            return true;
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    /** The file behind {@code name} is no link. */
    private void removeAttributes(int dir, byte[] name) throws PosixException {
        byte[] path = ProcPath.of(dir, name);
        for (byte[] key : posix.llistxattr(path)) {
            if (key.length > ATTRIBUTES.length && Arrays.equals(ATTRIBUTES, Arrays.copyOf(key, ATTRIBUTES.length))) {
                posix.removexattr(path, key);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
