package io.plash.tree.attribute;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.ProcPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the attributes of files, but those that are the business of this machine alone. */
public final class AttributeReader {

    private final Posix posix;
    private final Omissions omissions;

    public AttributeReader(Posix posix, Omissions omissions) {
        this.posix = posix;
        this.omissions = omissions;
    }

    /**
     * Those of a name in a directory, the extended attributes in the order of the bytes of their names. The owner is the
     * one that the file should have, where that was written down. We write that down on files of root alone. On a file of
     * anybody else it was the owner of the file, who is not to say that a setuid program is root's.
     */
    public Attributes read(int dir, byte[] name, FileStatus status) throws IOException {
        byte[] path = ProcPath.of(dir, name);
        List<byte[]> keys = new ArrayList<>(posix.llistxattr(path));
        if (keys.isEmpty()) {
            return Attributes.of(status, List.of());
        }
        boolean isRecorded = keys.removeIf(RecordedOwner::isKey);
        Attributes attributes = Attributes.of(status, xattrs(path, keys));
        return isRecorded && status.uid() == 0 && status.gid() == 0
                ? RecordedOwner.parse(posix.lgetxattr(path, RecordedOwner.key()))
                        .map(attributes::ownedBy)
                        .orElse(attributes)
                : attributes;
    }

    private List<Xattr> xattrs(byte[] path, List<byte[]> keys) throws IOException {
        keys.sort(Arrays::compareUnsigned);
        List<Xattr> xattrs = new ArrayList<>();
        for (byte[] key : keys) {
            add(xattrs, path, key);
        }
        return xattrs;
    }

    private void add(List<Xattr> xattrs, byte[] path, byte[] key) throws IOException {
        try {
            Xattr xattr = new Xattr(key, posix.lgetxattr(path, key));
            if (xattr.isBookkeeping()) {
                omissions.add(Omission.BOOKKEEPING);
            } else {
                xattrs.add(xattr);
            }
        } catch (PosixException e) {
            if (e.errno() != Errno.EOVERFLOW) {
                throw e;
            }
            omissions.add(Omission.CAPABILITY);
        }
    }
}
