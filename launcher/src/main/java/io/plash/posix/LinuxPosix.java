package io.plash.posix;

import static io.plash.posix.SystemCall.*;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Posix} on 64-bit Linux. */
final class LinuxPosix implements Posix {

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7FF;
    private static final long UTIME_OMIT = 0x3FFFFFFE;
    private static final int TCGETS = 0x5401;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int WNOHANG = 1;
    private static final int DIRECTORY_READ_SIZE = 64 * 1024;
    private static final byte[] NO_PATH = {};

    /** Bound when it is first used, for most commands do not need it. */
    static final class Bound {

        static final Posix POSIX = new LinuxPosix(Kernel.system());

        private Bound() {}
    }

    private final Kernel kernel;

    LinuxPosix(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public int openat(int dir, byte[] path, int flags, int mode) throws PosixException {
        return (int) kernel.at(OPENAT, dir, path, flags | OpenFlags.CLOSE_ON_EXEC, mode, 0);
    }

    @Override
    public int openat2(int dir, byte[] path, int flags, int mode, int resolve) throws PosixException {
        long how = kernel.scratch().struct(flags | OpenFlags.CLOSE_ON_EXEC, mode, resolve);
        return (int) kernel.at(OPENAT2, dir, path, how, 3 * Long.BYTES, 0);
    }

    @Override
    public void close(int fd) throws PosixException {
        kernel.call(CLOSE, fd, 0, 0, 0, 0);
    }

    @Override
    public int read(int fd, byte[] buffer, int offset, int length) throws PosixException {
        Scratch memory = kernel.scratch();
        int count = (int) kernel.call(READ, fd, memory.data(), Math.min(length, Scratch.DATA_SIZE), 0, 0);
        memory.getData(0, buffer, offset, count);
        return count == 0 ? -1 : count;
    }

    @Override
    public void write(int fd, byte[] buffer, int offset, int length) throws PosixException {
        Scratch memory = kernel.scratch();
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int count = Math.min(end - at, Scratch.DATA_SIZE);
            at += (int) kernel.call(WRITE, fd, memory.putData(buffer, at, count), count, 0, 0);
        }
    }

    @Override
    public long lseek(int fd, long offset, int whence) throws PosixException {
        return kernel.call(LSEEK, fd, offset, whence, 0, 0);
    }

    @Override
    public void ftruncate(int fd, long size) throws PosixException {
        kernel.call(FTRUNCATE, fd, size, 0, 0, 0);
    }

    @Override
    public long copyFileRange(int from, int to, long length) throws PosixException {
        return kernel.call(COPY_FILE_RANGE, from, 0, to, 0, length);
    }

    @Override
    public void mkdirat(int dir, byte[] name, int mode) throws PosixException {
        kernel.at(MKDIRAT, dir, name, mode, 0, 0);
    }

    @Override
    public void mknodat(int dir, byte[] name, int mode, int major, int minor) throws PosixException {
        // new_encode_dev() of linux/kdev_t.h
        long device = (minor & 0xFF) | ((long) major << 8) | ((minor & ~0xFFL) << 12);
        kernel.at(MKNODAT, dir, name, mode, device, 0);
    }

    @Override
    public void symlinkat(byte[] target, int dir, byte[] name) throws PosixException {
        kernel.call(SYMLINKAT, name, kernel.path(SYMLINKAT, target), dir, kernel.secondPath(SYMLINKAT, name), 0, 0);
    }

    @Override
    public void linkat(int fromDir, byte[] from, int toDir, byte[] to) throws PosixException {
        kernel.between(LINKAT, fromDir, from, toDir, to);
    }

    @Override
    public void unlinkat(int dir, byte[] name) throws PosixException {
        kernel.at(UNLINKAT, dir, name, 0, 0, 0);
    }

    @Override
    public void rmdirat(int dir, byte[] name) throws PosixException {
        kernel.at(UNLINKAT, dir, name, AT_REMOVEDIR, 0, 0);
    }

    @Override
    public void renameat(int fromDir, byte[] from, int toDir, byte[] to) throws PosixException {
        kernel.between(RENAMEAT, fromDir, from, toDir, to);
    }

    @Override
    public void fchown(int fd, int uid, int gid) throws PosixException {
        kernel.call(FCHOWN, fd, uid, gid, 0, 0);
    }

    @Override
    public void fchownat(int dir, byte[] name, int uid, int gid) throws PosixException {
        kernel.at(FCHOWNAT, dir, name, uid, gid, AT_SYMLINK_NOFOLLOW);
    }

    @Override
    public void chown(byte[] path, int uid, int gid) throws PosixException {
        kernel.at(FCHOWNAT, AT_FDCWD, path, uid, gid, 0);
    }

    @Override
    public void fchmod(int fd, int mode) throws PosixException {
        kernel.call(FCHMOD, fd, mode, 0, 0, 0);
    }

    @Override
    public void fchmodat(int dir, byte[] name, int mode) throws PosixException {
        kernel.at(FCHMODAT, dir, name, mode, 0, 0);
    }

    @Override
    public void futimens(int fd, Instant modified) throws PosixException {
        kernel.call(UTIMENSAT, fd, 0, times(modified), 0, 0);
    }

    @Override
    public void utimensat(int dir, byte[] name, Instant modified) throws PosixException {
        kernel.at(UTIMENSAT, dir, name, times(modified), AT_SYMLINK_NOFOLLOW, 0);
    }

    private long times(Instant modified) {
        return kernel.scratch().struct(0, UTIME_OMIT, modified.getEpochSecond(), modified.getNano());
    }

    @Override
    public void fsetxattr(int fd, byte[] name, byte[] value) throws PosixException {
        long key = kernel.secondPath(FSETXATTR, name);
        kernel.call(FSETXATTR, name, fd, key, xattrValue(value), value.length, 0);
    }

    @Override
    public void lsetxattr(byte[] path, byte[] name, byte[] value) throws PosixException {
        setValue(LSETXATTR, path, name, value);
    }

    @Override
    public void setxattr(byte[] path, byte[] name, byte[] value) throws PosixException {
        setValue(SETXATTR, path, name, value);
    }

    private void setValue(SystemCall call, byte[] path, byte[] name, byte[] value) throws PosixException {
        long file = kernel.path(call, path);
        kernel.call(call, path, file, kernel.secondPath(call, name), xattrValue(value), value.length, 0);
    }

    /** A value that does not fit is longer than {@code XATTR_SIZE_MAX}, so the kernel refuses its length unread. */
    private long xattrValue(byte[] value) {
        return kernel.scratch().putData(value, 0, Math.min(value.length, Scratch.DATA_SIZE));
    }

    @Override
    public byte[] lgetxattr(byte[] path, byte[] name) throws PosixException {
        return value(LGETXATTR, path, name);
    }

    @Override
    public byte[] getxattr(byte[] path, byte[] name) throws PosixException {
        return value(GETXATTR, path, name);
    }

    private byte[] value(SystemCall call, byte[] path, byte[] name) throws PosixException {
        Scratch memory = kernel.scratch();
        long file = kernel.path(call, path);
        long key = kernel.secondPath(call, name);
        long size = kernel.call(call, path, file, key, memory.data(), Scratch.DATA_SIZE, 0);
        return memory.data(0, (int) size);
    }

    @Override
    public List<byte[]> llistxattr(byte[] path) throws PosixException {
        Scratch memory = kernel.scratch();
        long file = kernel.path(LLISTXATTR, path);
        try {
            long size = kernel.call(LLISTXATTR, path, file, memory.data(), Scratch.DATA_SIZE, 0, 0);
            return DirectoryRecords.strings(memory, (int) size);
        } catch (PosixException e) {
            if (e.errno() == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void removexattr(byte[] path, byte[] name) throws PosixException {
        long file = kernel.path(REMOVEXATTR, path);
        kernel.call(REMOVEXATTR, path, file, kernel.secondPath(REMOVEXATTR, name), 0, 0, 0);
    }

    @Override
    public FileStatus fstatat(int dir, byte[] name) throws PosixException {
        return statx(dir, name, AT_SYMLINK_NOFOLLOW);
    }

    @Override
    public FileStatus fstat(int fd) throws PosixException {
        return statx(fd, NO_PATH, AT_EMPTY_PATH);
    }

    private FileStatus statx(int dir, byte[] name, int flags) throws PosixException {
        Scratch memory = kernel.scratch();
        kernel.at(STATX, dir, name, flags, STATX_BASIC_STATS | FileStatus.STATX_MNT_ID, memory.struct());
        return FileStatus.read(memory);
    }

    @Override
    public byte[] readlinkat(int dir, byte[] name) throws PosixException {
        Scratch memory = kernel.scratch();
        return memory.data(0, (int) kernel.at(READLINKAT, dir, name, memory.data(), Scratch.DATA_SIZE, 0));
    }

    @Override
    public @Nullable List<Entry> getdents64(int fd) throws PosixException {
        Scratch memory = kernel.scratch();
        int size = (int) kernel.call(GETDENTS64, fd, memory.data(), DIRECTORY_READ_SIZE, 0, 0);
        return size == 0 ? null : DirectoryRecords.entries(memory, size);
    }

    @Override
    public int getuid() {
        return kernel.sure(GETUID);
    }

    @Override
    public int geteuid() {
        return kernel.sure(GETEUID);
    }

    @Override
    public int getppid() {
        return kernel.sure(GETPPID);
    }

    @Override
    public boolean isatty(int fd) {
        try {
            kernel.call(IOCTL, fd, TCGETS, kernel.scratch().struct(), 0, 0);
            return true;
        } catch (PosixException e) {
            return false;
        }
    }

    @Override
    public void umount2(byte[] path, int flags) throws PosixException {
        kernel.call(UMOUNT2, path, kernel.path(UMOUNT2, path), flags, 0, 0, 0);
    }

    @Override
    public void adoptOrphans(boolean adopt) throws PosixException {
        kernel.call(PRCTL, PR_SET_CHILD_SUBREAPER, adopt ? 1 : 0, 0, 0, 0);
    }

    @Override
    public void reap(int pid) throws PosixException {
        kernel.call(WAIT4, pid, 0, WNOHANG, 0, 0);
    }
}
