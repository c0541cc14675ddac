package io.plash.posix;

import java.io.IOException;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/** Makes system calls: passes paths, repeats what a signal interrupted, and turns errno into an exception. */
final class Kernel {

    /**
     * What is bound of libc: {@code syscall(2)}, and nothing else.
     *
     * <p>Seven integers need no marshalling, so jnr-ffi binds this one function several times faster than forty with
     * strings and structures; and a kernel structure has one layout on all 64-bit machines, while libc's differ.
     */
    public interface Libc {
        long syscall(long number, long a, long b, long c, long d, long e, long f);
    }

    private static final int EINTR = 4;
    private static final int EINVAL = 22;
    private static final int ENAMETOOLONG = 36;
    private static final byte[] NOTHING = {};

    private final Libc libc;
    private final Runtime runtime;
    private final ThreadLocal<Scratch> scratch;

    private Kernel(Libc libc) {
        this.libc = libc;
        this.runtime = Runtime.getRuntime(libc);
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(runtime));
    }

    private static final class Bound {
        /** The library has been loaded by Java itself, so nobody needs to look for its file. */
        static final Kernel KERNEL = new Kernel(LibraryLoader.create(Libc.class).load(LibraryLoader.DEFAULT_LIBRARY));
    }

    /** The one of this process. The first caller pays for binding it. */
    static Kernel system() {
        return Bound.KERNEL;
    }

    /** The memory of this thread, in which {@link #path} and its like have put what the next call needs. */
    Scratch scratch() {
        return scratch.get();
    }

    /** Puts a path where the call can read it, and returns its address. */
    long path(SystemCall call, byte[] path) throws PosixException {
        checkPath(call, path);
        return scratch().path(path);
    }

    /** The same for the second path or name of one call. */
    long secondPath(SystemCall call, byte[] path) throws PosixException {
        checkPath(call, path);
        return scratch().secondPath(path);
    }

    private static void checkPath(SystemCall call, byte[] path) throws PosixException {
        if (path.length > Scratch.LONGEST_PATH) {
            throw new PosixException(call, path, ENAMETOOLONG);
        }
        for (byte b : path) {
            if (b == 0) {
                throw new PosixException(call, path, EINVAL);
            }
        }
    }

    /** A call whose second argument is a path that starts at its first, a directory. */
    long at(SystemCall call, int dir, byte[] path, long c, long d, long e) throws PosixException {
        return call(call, path, dir, path(call, path), c, d, e);
    }

    /** A call of two directories and paths. */
    void between(SystemCall call, int fromDir, byte[] from, int toDir, byte[] to) throws PosixException {
        call(call, to, fromDir, path(call, from), toDir, secondPath(call, to), 0);
    }

    /** A call whose subject has no name. */
    long call(SystemCall call, long a, long b, long c, long d, long e) throws PosixException {
        return call(call, NOTHING, a, b, c, d, e);
    }

    long call(SystemCall call, byte[] subject, long a, long b, long c, long d, long e) throws PosixException {
        while (true) {
            long result = libc.syscall(call.number(), a, b, c, d, e, 0);
            if (result >= 0) {
                return result;
            }
            int errno = runtime.getLastError();
            // After EINTR the descriptor is closed all the same: close(2), "Dealing with error returns".
            if (errno == EINTR && call == SystemCall.CLOSE) {
                return 0;
            }
            if (errno != EINTR) {
                throw new PosixException(call, subject, errno);
            }
        }
    }

    /** A call that cannot fail. */
    int sure(SystemCall call) {
        try {
            return (int) call(call, 0, 0, 0, 0, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
