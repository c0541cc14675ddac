package io.plash.posix;

import static io.plash.posix.SystemCall.*;

/** System calls that change what the calling thread is, and nothing about the others of this process. */
public final class ThreadPosix {

    private static final int CLONE_FS = 0x200;

    private ThreadPosix() {}

    /** {@code unshare(CLONE_FS)}: from now on this thread has a root and a working directory of its own. */
    public static void unshareDirectories() throws PosixException {
        Kernel.system().call(UNSHARE, CLONE_FS, 0, 0, 0, 0);
    }

    /** Changes the working directory, which must be the thread's own. */
    public static void fchdir(int fd) throws PosixException {
        Kernel.system().call(FCHDIR, fd, 0, 0, 0, 0);
    }

    /** Changes the root, which must be the thread's own; the working directory stays where it is. */
    public static void chroot(byte[] path) throws PosixException {
        Kernel kernel = Kernel.system();
        kernel.call(CHROOT, path, kernel.path(CHROOT, path), 0, 0, 0, 0);
    }

    /**
     * {@code seccomp(SECCOMP_SET_MODE_FILTER)}: from now on, some system calls of this thread, and of all programs that it
     * starts, are not made but answered by the filter or by the holder of the result. There is no way back for the thread,
     * which cannot gain privileges either. Needs Linux 5.0.
     *
     * @param filter an array of {@code struct sock_filter}
     */
    public static Interceptions intercept(byte[] filter) throws PosixException {
        return Interceptions.install(Kernel.system(), filter);
    }
}
