package io.plash.tree.attribute;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.ProcPath;
import java.io.IOException;

/**
 * Gives files their attributes. The order matters: a change of the owner clears the setuid bit and the capabilities, and
 * a read-only file still takes the rest from its owner.
 */
public final class AttributeWriter {

    private static final int SETUID_SETGID = 06000;

    /** Ids are 32 bits, and the last one means "unchanged": chown(2). */
    private static final long UNCHANGED = 0xFFFFFFFFL;

    private final Posix posix;
    private final Refusals refusals;

    public AttributeWriter(Posix posix, Refusals refusals) {
        this.posix = posix;
        this.refusals = refusals;
    }

    /** A regular file or a directory that is open for reading or writing. */
    public void write(int fd, Attributes attributes) throws IOException {
        boolean owned = own(attributes, (uid, gid) -> posix.fchown(fd, uid, gid));
        posix.fchmod(fd, permissions(attributes, owned));
        for (Xattr xattr : attributes.xattrs()) {
            set(() -> posix.fsetxattr(fd, xattr.name(), xattr.value()));
        }
        if (!owned) {
            record(fd, attributes);
        }
        posix.futimens(fd, attributes.modified());
    }

    /** A symbolic link, which has no permissions of its own. */
    public void writeLink(int dir, byte[] name, Attributes attributes) throws IOException {
        own(attributes, (uid, gid) -> posix.fchownat(dir, name, uid, gid));
        writeByPath(ProcPath.of(dir, name), attributes);
        posix.utimensat(dir, name, attributes.modified());
    }

    /** A FIFO or a device node, which must not be opened: a descriptor of its place is what chmod goes through. */
    public void writeNode(int dir, byte[] name, Attributes attributes) throws IOException {
        boolean owned = own(attributes, (uid, gid) -> posix.fchownat(dir, name, uid, gid));
        int fd = posix.openat(dir, name, OpenFlags.PATH | OpenFlags.NOFOLLOW, 0);
        try {
            posix.fchmodat(Posix.AT_FDCWD, ProcPath.of(fd), permissions(attributes, owned));
        } finally {
            posix.close(fd);
        }
        writeByPath(ProcPath.of(dir, name), attributes);
        posix.utimensat(dir, name, attributes.modified());
    }

    private void writeByPath(byte[] path, Attributes attributes) throws IOException {
        for (Xattr xattr : attributes.xattrs()) {
            set(() -> posix.lsetxattr(path, xattr.name(), xattr.value()));
        }
    }

    /** A program that would have run as its owner must not run as whoever unpacked it instead. */
    private static int permissions(Attributes attributes, boolean owned) {
        return owned ? attributes.permissions() : attributes.permissions() & ~SETUID_SETGID;
    }

    private interface Owning {
        void as(int uid, int gid) throws PosixException;
    }

    private interface Setting {
        void run() throws PosixException;
    }

    /** Whether the owner is as wanted now. */
    private boolean own(Attributes attributes, Owning owning) throws PosixException {
        try {
            owning.as(id(attributes.uid()), id(attributes.gid()));
            return true;
        } catch (PosixException e) {
            refusals.owner(e);
            return false;
        }
    }

    /** An archive of it will have the owner again. Where there is no place for that, it is root's. */
    private void record(int fd, Attributes attributes) throws PosixException {
        if (isId(attributes.uid()) && isId(attributes.gid())) {
            RecordedOwner owner = new RecordedOwner((int) attributes.uid(), (int) attributes.gid());
            set(() -> posix.fsetxattr(fd, RecordedOwner.key(), owner.bytes()));
        }
    }

    private void set(Setting setting) throws PosixException {
        try {
            setting.run();
        } catch (PosixException e) {
            refusals.xattr(e);
        }
    }

    private static boolean isId(long id) {
        return id >= 0 && id < UNCHANGED;
    }

    private static int id(long id) throws PosixException {
        if (!isId(id)) {
            throw PosixException.noSuchOwner();
        }
        return (int) id;
    }
}
