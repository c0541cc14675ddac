package io.plash.posix;

import static io.plash.posix.SystemCall.*;

import org.jspecify.annotations.Nullable;

/** The system calls that wait for an answer since a filter was installed: seccomp_unotify(2). */
public final class Interceptions implements AutoCloseable {

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_NEW_LISTENER = 8;
    private static final int SECCOMP_IOCTL_NOTIF_RECV = 0xC0502100;
    private static final int SECCOMP_IOCTL_NOTIF_SEND = 0xC0182101;
    private static final int SECCOMP_IOCTL_NOTIF_ID_VALID = 0x40082102;
    private static final long POLLIN = 1;
    /** Offset in {@code struct pollfd}: what was asked for, and in the upper half what there is. */
    private static final int EVENTS = 4;

    /**
     * A system call that waits.
     *
     * @param id what {@link #answer} calls it
     * @param thread who makes it
     * @param architecture an {@code AUDIT_ARCH} of linux/audit.h
     */
    public record Interception(
            long id, int thread, int number, int architecture, long a, long b, long c, long d, long e) {}

    private final Kernel kernel;
    private final int listener;

    private Interceptions(Kernel kernel, int listener) {
        this.kernel = kernel;
        this.listener = listener;
    }

    static Interceptions install(Kernel kernel, byte[] filter) throws PosixException {
        kernel.call(PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        Scratch memory = kernel.scratch();
        long program = memory.struct(filter.length / Long.BYTES, memory.putData(filter, 0, filter.length));
        int listener =
                (int) kernel.call(SECCOMP, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, program, 0, 0);
        return new Interceptions(kernel, listener);
    }

    /** Waits for the next one; null if there is nobody left who could make one, as far as the kernel tells (Linux 5.9). */
    public @Nullable Interception next() throws PosixException {
        Scratch memory = kernel.scratch();
        while (true) {
            long poll = memory.struct(listener | POLLIN << Integer.SIZE);
            kernel.call(PPOLL, poll, 1, 0, 0, 0);
            if ((memory.structInt(EVENTS) >>> Short.SIZE & POLLIN) == 0) {
                return null;
            }
            try {
                kernel.call(IOCTL, listener, SECCOMP_IOCTL_NOTIF_RECV, memory.struct(new long[10]), 0, 0);
                return new Interception(
                        memory.structLong(0),
                        memory.structInt(8),
                        memory.structInt(16),
                        memory.structInt(20),
                        memory.structLong(32),
                        memory.structLong(40),
                        memory.structLong(48),
                        memory.structLong(56),
                        memory.structLong(64));
            } catch (PosixException e) {
                // It was killed in the meantime.
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
    }

    /** Whether it still waits. If it does not, what was found out about its process may belong to another one. */
    public boolean waits(Interception call) throws PosixException {
        return succeeds(SECCOMP_IOCTL_NOTIF_ID_VALID, call.id());
    }

    /**
     * Lets it go on.
     *
     * @param errno why it failed; null if it succeeded
     */
    public void answer(Interception call, @Nullable Errno errno) throws PosixException {
        int number = errno == null ? 0 : errno == Errno.UNKNOWN ? Errno.EIO.number() : errno.number();
        succeeds(SECCOMP_IOCTL_NOTIF_SEND, call.id(), 0, -number & 0xFFFFFFFFL);
    }

    /** ENOENT: it was killed in the meantime. */
    private boolean succeeds(int request, long... words) throws PosixException {
        try {
            kernel.call(IOCTL, listener, request, kernel.scratch().struct(words), 0, 0);
            return true;
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() throws PosixException {
        kernel.call(CLOSE, listener, 0, 0, 0, 0);
    }
}
