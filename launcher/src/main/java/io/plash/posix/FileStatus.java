package io.plash.posix;

import java.time.Instant;

/**
 * What {@code statx} says of a file.
 *
 * @param deviceMajor of the filesystem
 * @param deviceMinor of the filesystem
 * @param inode the file's number in the filesystem
 * @param mode the type and the permissions, as {@code st_mode}
 * @param links how many names it has
 * @param size in bytes
 * @param blocks what it takes on the disk, in units of 512 bytes
 * @param modified to the nanosecond
 * @param nodeMajor of a device node
 * @param nodeMinor of a device node
 * @param mount on which mount it was reached, unique while that is there; 0 before Linux 5.8
 */
public record FileStatus(
        int deviceMajor,
        int deviceMinor,
        long inode,
        int mode,
        int links,
        int uid,
        int gid,
        long size,
        long blocks,
        Instant modified,
        int nodeMajor,
        int nodeMinor,
        long mount) {

    /** {@code S_IFMT} and the types under it. */
    public static final int TYPE_MASK = 0170000;

    public static final int SOCKET = 0140000;
    public static final int SYMLINK = 0120000;
    public static final int REGULAR = 0100000;
    public static final int BLOCK_DEVICE = 0060000;
    public static final int DIRECTORY = 0040000;
    public static final int CHARACTER_DEVICE = 0020000;
    public static final int FIFO = 0010000;

    /** Asks for {@link #mount}, and tells that the kernel knows it. */
    static final int STATX_MNT_ID = 0x1000;

    /** Which file it is; two names of one file have equal identities. */
    public record Identity(int deviceMajor, int deviceMinor, long inode) {}

    /** Offsets in {@code struct statx}: linux/stat.h, the same on all machines. */
    static FileStatus read(Scratch memory) {
        return new FileStatus(
                memory.structInt(136),
                memory.structInt(140),
                memory.structLong(32),
                memory.structInt(28) & 0xFFFF,
                memory.structInt(16),
                memory.structInt(20),
                memory.structInt(24),
                memory.structLong(40),
                memory.structLong(48),
                Instant.ofEpochSecond(memory.structLong(112), memory.structInt(120)),
                memory.structInt(128),
                memory.structInt(132),
                (memory.structInt(0) & STATX_MNT_ID) == 0 ? 0 : memory.structLong(144));
    }

    public Identity identity() {
        return new Identity(deviceMajor, deviceMinor, inode);
    }

    /** One of the type constants. */
    public int type() {
        return mode & TYPE_MASK;
    }

    /** The twelve permission bits. */
    public int permissions() {
        return mode & 07777;
    }

    public boolean isDirectory() {
        return type() == DIRECTORY;
    }
}
