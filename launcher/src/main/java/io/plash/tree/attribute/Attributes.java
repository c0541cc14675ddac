package io.plash.tree.attribute;

import io.plash.posix.FileStatus;
import java.time.Instant;
import java.util.List;

/**
 * What a file has beside its content.
 *
 * @param permissions the twelve permission bits
 * @param uid as an unsigned number; one beyond 32 bits is no owner of this machine
 * @param gid likewise
 */
public record Attributes(int permissions, long uid, long gid, Instant modified, List<Xattr> xattrs) {

    /** Those of a file on the disk. */
    public static Attributes of(FileStatus status, List<Xattr> xattrs) {
        return new Attributes(
                status.permissions(),
                Integer.toUnsignedLong(status.uid()),
                Integer.toUnsignedLong(status.gid()),
                status.modified(),
                xattrs);
    }

    /** The same of another owner. */
    Attributes ownedBy(RecordedOwner owner) {
        return new Attributes(
                permissions,
                Integer.toUnsignedLong(owner.uid()),
                Integer.toUnsignedLong(owner.gid()),
                modified,
                xattrs);
    }
}
