package io.plash.archive;

import io.plash.posix.Errno;
import io.plash.posix.PosixException;
import io.plash.tree.Refusals;
import io.plash.tree.Xattr;
import java.util.List;

/** Counts what an archive has and this machine, or this user, cannot have. */
final class UnpackCounts implements Refusals {

    private long entries;
    private long skippedDevices;
    private long skippedWhiteouts;
    private long foreignOwners;
    private long refusedXattrs;
    private long droppedXattrs;

    void entry() {
        entries++;
    }

    void skippedDevice() {
        skippedDevices++;
    }

    void skippedWhiteout() {
        skippedWhiteouts++;
    }

    /** EINVAL: the user namespace does not map the id. EPERM: not ours to give away. */
    @Override
    public void owner(PosixException refusal) throws PosixException {
        if (refusal.errno() != Errno.EINVAL && refusal.errno() != Errno.EPERM) {
            throw refusal;
        }
        foreignOwners++;
    }

    @Override
    public void xattr(PosixException refusal) throws PosixException {
        switch (refusal.errno()) {
            case EPERM, EOPNOTSUPP, EINVAL, ERANGE, E2BIG -> refusedXattrs++;
            default -> throw refusal;
        }
    }

    List<Xattr> withoutBookkeeping(List<Xattr> xattrs) {
        List<Xattr> kept = xattrs.stream().filter(x -> !x.isBookkeeping()).toList();
        droppedXattrs += xattrs.size() - kept.size();
        return kept;
    }

    UnpackReport report() {
        return new UnpackReport(entries, skippedDevices, skippedWhiteouts, foreignOwners, refusedXattrs, droppedXattrs);
    }
}
