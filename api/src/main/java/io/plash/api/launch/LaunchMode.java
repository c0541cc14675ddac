package io.plash.api.launch;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.Requirement;
import java.util.List;

/**
 * A way to give a process the mounts of a container: in a user namespace, as root in a mount namespace, or as root with
 * no namespace at all.
 *
 * <p>plash takes {@code privileged} and then {@code namespace}, whichever is {@linkplain #availability() available}
 * first; any other mode only if the user names it in {@code PLASH_LAUNCH_MODE}. Modes do not fall back to each other by
 * themselves.
 *
 * <p>Implementations have a public constructor without parameters, keep no state and may be called from any thread.
 * They print nothing.
 */
public interface LaunchMode {

    /** The name that users and error messages call it by: lower-case letters, digits and dashes. It never changes. */
    String name();

    /**
     * Whether this machine and this user can launch this way. May start a process that tries, takes milliseconds,
     * changes nothing and does not throw.
     */
    Availability availability();

    /**
     * Everything that it needs or can make use of, for {@code plash doctor}. May take longer than {@link #availability},
     * changes nothing and does not throw.
     */
    default List<Requirement> requirements() {
        return List.of(Requirement.of("permission to launch", availability()));
    }

    /**
     * How to get in. Called only on a mode that is available, and never carried out by this method.
     *
     * @throws PlashException if the machine's configuration makes no sense, for example an unreadable id range
     */
    NamespaceEntry entry();
}
