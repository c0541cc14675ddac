package io.plash.posix;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that Java has no equal of, under the names of the manual.
 *
 * <p>A name or a path is bytes without the final NUL; a relative one starts at the directory {@code dir}, a file
 * descriptor or {@link #AT_FDCWD}. Unless it says otherwise, a call does not follow a symbolic link in the last
 * component, restarts when a signal interrupts it, and throws {@link PosixException} when it fails. A path with a NUL in
 * it fails with EINVAL, one longer than {@code PATH_MAX} with ENAMETOOLONG. Descriptors are the caller's to
 * close; they are not inherited by programs. An instance may be used by several threads at once.
 */
public interface Posix {

    /** Stands for the working directory. */
    int AT_FDCWD = -100;

    /** Leaves an owner as it is. */
    int UNCHANGED = -1;

    /** Where {@link #lseek} counts from: the start, or the next data or hole at or after the offset. */
    int SEEK_SET = 0;

    int SEEK_DATA = 3;
    int SEEK_HOLE = 4;

    /** {@link #umount2}: unmount now, clean up when it is no longer busy. */
    int MNT_DETACH = 2;

    /** {@link #umount2}: fail if the mount point is a symbolic link. */
    int UMOUNT_NOFOLLOW = 8;

    /** One name in a directory; {@code type} is one of the constants of {@link FileStatus}, or 0 if unknown. */
    final class Entry {

        private final byte[] name;
        private final int type;

        Entry(byte[] name, int type) {
            this.name = name;
            this.type = type;
        }

        public byte[] name() {
            return name;
        }

        public int type() {
            return type;
        }
    }

    /** The calls of this machine. The first caller pays some ten milliseconds for binding them. */
    static Posix system() {
        return LinuxPosix.Bound.POSIX;
    }

    /** Follows a link in the last component unless {@link OpenFlags#NOFOLLOW} is given. */
    int openat(int dir, byte[] path, int flags, int mode) throws PosixException;

    /** {@code openat} with {@code RESOLVE_} flags; needs Linux 5.6. */
    int openat2(int dir, byte[] path, int flags, int mode, int resolve) throws PosixException;

    void close(int fd) throws PosixException;

    /** Returns the number of bytes read, or -1 at the end. */
    int read(int fd, byte[] buffer, int offset, int length) throws PosixException;

    /** Writes all of it. */
    void write(int fd, byte[] buffer, int offset, int length) throws PosixException;

    long lseek(int fd, long offset, int whence) throws PosixException;

    void ftruncate(int fd, long size) throws PosixException;

    /** Copies at most {@code length} bytes at the offsets of both files; 0 means the end of the source. */
    long copyFileRange(int from, int to, long length) throws PosixException;

    void mkdirat(int dir, byte[] name, int mode) throws PosixException;

    /** {@code mode} holds the type; the device numbers count for device nodes only. */
    void mknodat(int dir, byte[] name, int mode, int major, int minor) throws PosixException;

    void symlinkat(byte[] target, int dir, byte[] name) throws PosixException;

    void linkat(int fromDir, byte[] from, int toDir, byte[] to) throws PosixException;

    /** Removes a file that is not a directory. */
    void unlinkat(int dir, byte[] name) throws PosixException;

    /** Removes an empty directory. */
    void rmdirat(int dir, byte[] name) throws PosixException;

    void renameat(int fromDir, byte[] from, int toDir, byte[] to) throws PosixException;

    void fchown(int fd, int uid, int gid) throws PosixException;

    void fchownat(int dir, byte[] name, int uid, int gid) throws PosixException;

    /** Follows a link in the last component. */
    void chown(byte[] path, int uid, int gid) throws PosixException;

    void fchmod(int fd, int mode) throws PosixException;

    /** Follows a link in the last component: Linux before 6.6 has no other. */
    void fchmodat(int dir, byte[] name, int mode) throws PosixException;

    /** Sets the time of modification, to the nanosecond; the time of access stays. */
    void futimens(int fd, Instant modified) throws PosixException;

    /** As {@link #futimens}, for a name. */
    void utimensat(int dir, byte[] name, Instant modified) throws PosixException;

    void fsetxattr(int fd, byte[] name, byte[] value) throws PosixException;

    void lsetxattr(byte[] path, byte[] name, byte[] value) throws PosixException;

    byte[] lgetxattr(byte[] path, byte[] name) throws PosixException;

    /** The names of the extended attributes; none if the filesystem has none. */
    List<byte[]> llistxattr(byte[] path) throws PosixException;

    /** Follows a link in the last component. */
    void setxattr(byte[] path, byte[] name, byte[] value) throws PosixException;

    /** Follows a link in the last component. */
    byte[] getxattr(byte[] path, byte[] name) throws PosixException;

    /** Follows a link in the last component. */
    void removexattr(byte[] path, byte[] name) throws PosixException;

    /** {@code statx} of a name. */
    FileStatus fstatat(int dir, byte[] name) throws PosixException;

    /** {@code statx} of what a descriptor is open on. */
    FileStatus fstat(int fd) throws PosixException;

    byte[] readlinkat(int dir, byte[] name) throws PosixException;

    /** The next names of the directory, without {@code .} and {@code ..}; null at the end. */
    @Nullable
    List<Entry> getdents64(int fd) throws PosixException;

    int getuid();

    int geteuid();

    int getppid();

    boolean isatty(int fd);

    void umount2(byte[] path, int flags) throws PosixException;

    /** {@code prctl(PR_SET_CHILD_SUBREAPER)}: whether orphans among the descendants of this process become its children. */
    void adoptOrphans(boolean adopt) throws PosixException;

    /** {@code wait4(WNOHANG)}: takes note that a child has ended, if it has. */
    void reap(int pid) throws PosixException;
}
