package io.plash.fakeroot;

import io.plash.fakeroot.Architecture.Owners;
import io.plash.posix.Interceptions.Interception;
import io.plash.posix.Posix;
import java.util.Optional;

/**
 * A call of the {@code chown} family, as all of them can be said with {@code fchownat}.
 *
 * @param dir a descriptor of the caller, or {@link Posix#AT_FDCWD}
 * @param path where the path is in the memory of the caller; 0 for {@code dir} itself
 * @param mayBeEmpty whether an empty path stands for {@code dir} itself
 * @param follows whether a link in the last component is followed
 * @param uid or {@link Posix#UNCHANGED}, likewise the group
 */
record OwnerChange(int dir, long path, boolean mayBeEmpty, boolean follows, int uid, int gid) {

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int NO_SHORT_ID = 0xFFFF;

    /** Reads the arguments of a call; empty for a call of another kind. */
    static Optional<OwnerChange> of(Interception call) {
        return Architecture.of(call.architecture()).flatMap(architecture -> {
            int number = call.number() & architecture.numberMask();
            Optional<OwnerChange> change = of(call, number, architecture.owners());
            return change.isPresent()
                    ? change
                    : of(call, number, architecture.oldOwners())
                            .map(old -> old.withOwner(widened(old.uid), widened(old.gid)));
        });
    }

    private static Optional<OwnerChange> of(Interception call, int number, Owners calls) {
        int second = (int) call.b();
        int third = (int) call.c();
        if (number == Owners.MISSING) {
            return Optional.empty();
        } else if (number == calls.chown()) {
            return Optional.of(new OwnerChange(Posix.AT_FDCWD, call.a(), false, true, second, third));
        } else if (number == calls.lchown()) {
            return Optional.of(new OwnerChange(Posix.AT_FDCWD, call.a(), false, false, second, third));
        } else if (number == calls.fchown()) {
            return Optional.of(new OwnerChange((int) call.a(), 0, true, true, second, third));
        } else if (number == calls.fchownat()) {
            int flags = (int) call.e();
            return Optional.of(new OwnerChange(
                    (int) call.a(),
                    call.b(),
                    (flags & AT_EMPTY_PATH) != 0,
                    (flags & AT_SYMLINK_NOFOLLOW) == 0,
                    third,
                    (int) call.d()));
        }
        return Optional.empty();
    }

    private OwnerChange withOwner(int newUid, int newGid) {
        return new OwnerChange(dir, path, mayBeEmpty, follows, newUid, newGid);
    }

    private static int widened(int id) {
        int number = id & NO_SHORT_ID;
        return number == NO_SHORT_ID ? Posix.UNCHANGED : number;
    }
}
