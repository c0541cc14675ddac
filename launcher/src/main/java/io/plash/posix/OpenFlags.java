package io.plash.posix;

/**
 * Flags of {@code openat} and {@code openat2}, from {@code fcntl.h} and {@code linux/openat2.h}. Combine them with
 * {@code |}; {@code O_CLOEXEC} is always added.
 */
public final class OpenFlags {

    public static final int READ = 0;
    public static final int WRITE = 1;
    public static final int READ_WRITE = 2;
    public static final int CREATE = 0100;
    public static final int EXCLUSIVE = 0200;
    public static final int TRUNCATE = 01000;
    public static final int NONBLOCK = 04000;
    /** Only a place in the tree, not its content: needs no permission on the file itself. */
    public static final int PATH = 010000000;
    /** Differs between machines, like {@link #NOFOLLOW}: {@code arch/arm64/include/uapi/asm/fcntl.h}. */
    public static final int DIRECTORY = SystemCall.AARCH64 ? 040000 : 0200000;

    public static final int NOFOLLOW = SystemCall.AARCH64 ? 0100000 : 0400000;

    /** {@code openat2}: fail with EXDEV instead of crossing a mount point, a bind mount included. */
    public static final int RESOLVE_NO_XDEV = 0x01;
    /** {@code openat2}: no {@code /proc/PID/fd/N} and the like. */
    public static final int RESOLVE_NO_MAGICLINKS = 0x02;
    /** {@code openat2}: no symbolic link at all. */
    public static final int RESOLVE_NO_SYMLINKS = 0x04;
    /** {@code openat2}: the directory is {@code /}, for {@code ..} and for absolute links too. */
    public static final int RESOLVE_IN_ROOT = 0x10;

    static final int CLOSE_ON_EXEC = 02000000;

    private OpenFlags() {}
}
