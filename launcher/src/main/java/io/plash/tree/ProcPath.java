package io.plash.tree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Paths through {@code /proc/self/fd}, for the calls that know no directory descriptor: {@code lsetxattr} and its kind,
 * and {@code fchmodat}, which cannot help following a link unless the way leads over an {@code O_PATH} descriptor.
 */
public final class ProcPath {

    private ProcPath() {}

    /** What the descriptor is open on. */
    public static byte[] of(int fd) {
        return ("/proc/self/fd/" + fd).getBytes(StandardCharsets.US_ASCII);
    }

    /** A name in the directory that the descriptor is open on. */
    public static byte[] of(int dir, byte[] name) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        path.writeBytes(of(dir));
        path.write('/');
        path.writeBytes(name);
        return path.toByteArray();
    }
}
