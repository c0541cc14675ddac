package io.plash.archive;

import io.plash.posix.Errno;
import io.plash.posix.PosixException;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import io.plash.tree.attribute.Refusals;

/** Goes on without what an archive has and this machine, or this user, cannot have. */
final class UnpackRefusals implements Refusals {

    private final Omissions omissions;

    UnpackRefusals(Omissions omissions) {
        this.omissions = omissions;
    }

    /** EINVAL: the user namespace does not map the id. EPERM: not ours to give away. */
    @Override
    public void owner(PosixException refusal) throws PosixException {
        if (refusal.errno() != Errno.EINVAL && refusal.errno() != Errno.EPERM) {
            throw refusal;
        }
        omissions.add(Omission.OWNER);
    }

    @Override
    public void xattr(PosixException refusal) throws PosixException {
        switch (refusal.errno()) {
            case EPERM, EOPNOTSUPP, EINVAL, ERANGE, E2BIG -> omissions.add(Omission.XATTR);
            default -> throw refusal;
        }
    }
}
