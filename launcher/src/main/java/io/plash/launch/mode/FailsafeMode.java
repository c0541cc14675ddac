package io.plash.launch.mode;

import io.plash.api.Availability;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.NamespaceEntry;
import io.plash.host.Identity;

/**
 * For root where not even a mount namespace is to be had: mounts where the caller is, and leaves the mounts behind.
 *
 * <p>Only for a machine, a container or a mount namespace that is thrown away afterwards.
 */
public final class FailsafeMode implements LaunchMode {

    private final Identity identity;

    /** For this user. */
    public FailsafeMode() {
        this(Identity.current());
    }

    FailsafeMode(Identity identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return "failsafe";
    }

    @Override
    public Availability availability() {
        return identity.isRoot() && identity.canMount()
                ? Availability.available()
                : Availability.unavailable(
                        "needs root with the capability CAP_SYS_ADMIN", "unset PLASH_NO_UNSHARE, or run plash as root");
    }

    @Override
    public NamespaceEntry entry() {
        return NamespaceEntry.NONE;
    }
}
