package io.plash.posix;

import java.io.IOException;

/** A system call that failed. */
public final class PosixException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int EBADF = 9;
    private static final int EINVAL = 22;
    private static final int ENAMETOOLONG = 36;

    private final Errno errno;

    PosixException(SystemCall call, byte[] subject, int number) {
        super(message(call, subject, number));
        this.errno = Errno.of(number);
    }

    /** What {@code chown} says to an id that the user namespace does not map; for one that does not even fit. */
    public static PosixException noSuchOwner() {
        return new PosixException(SystemCall.FCHOWN, new byte[0], EINVAL);
    }

    /** What {@code chown} says to a descriptor that is not open. */
    public static PosixException noSuchDescriptor() {
        return new PosixException(SystemCall.FCHOWN, new byte[0], EBADF);
    }

    /** What {@code chown} says to a path without an end. */
    public static PosixException tooLongPath() {
        return new PosixException(SystemCall.FCHOWNAT, new byte[0], ENAMETOOLONG);
    }

    /** Why. */
    public Errno errno() {
        return errno;
    }

    /** Why, in words, for a message to the user: {@code no space left on device}. */
    public String reason() {
        return errno.reason();
    }

    private static String message(SystemCall call, byte[] subject, int number) {
        Errno errno = Errno.of(number);
        String name = errno == Errno.UNKNOWN ? "errno " + number : errno.name();
        return call.manualName() + (subject.length == 0 ? "" : " " + PathText.show(subject)) + ": " + errno.reason()
                + " (" + name + ")";
    }
}
