package io.plash.tree.copy;

import io.plash.posix.Errno;
import io.plash.posix.PosixException;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import io.plash.tree.attribute.Refusals;

/**
 * Goes on only without what this user cannot set on any filesystem. What another target could take, such as extended
 * attributes on a filesystem without them, is an error.
 */
final class CopyRefusals implements Refusals {

    private final Omissions omissions;

    CopyRefusals(Omissions omissions) {
        this.omissions = omissions;
    }

    /** EINVAL: the user namespace does not map the id, chown(2). */
    @Override
    public void owner(PosixException refusal) throws PosixException {
        if (refusal.errno() != Errno.EINVAL) {
            throw refusal;
        }
        omissions.add(Omission.OWNER);
    }

    /** EPERM: kept for the root of the machine. EINVAL: an access control list with an id that is not mapped, acl(5). */
    @Override
    public void xattr(PosixException refusal) throws PosixException {
        if (refusal.errno() != Errno.EPERM && refusal.errno() != Errno.EINVAL) {
            throw refusal;
        }
        omissions.add(Omission.XATTR);
    }
}
