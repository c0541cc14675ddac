package io.plash.launch.mode;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.NamespaceEntry;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * For ordinary users: a user namespace, in which one is root, and a mount namespace.
 *
 * <p>With subordinate ids and {@code newuidmap} the namespace has all of them; else only the user's own id.
 */
public final class NamespaceMode implements LaunchMode {

    private final Path etc;
    private final Identity identity;
    private final UserNamespaceLimits limits;

    /** For this machine and this user. */
    public NamespaceMode() {
        this(Path.of("/etc"), Identity.current(), new UserNamespaceLimits(Path.of("/proc/sys")));
    }

    NamespaceMode(Path etc, Identity identity, UserNamespaceLimits limits) {
        this.etc = etc;
        this.identity = identity;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "namespace";
    }

    @Override
    public Availability availability() {
        Optional<Path> unshare = HostProcesses.find("unshare");
        if (unshare.isEmpty()) {
            return Availability.unavailable("unshare is not installed", "install util-linux");
        }
        List<String> trial = List.of(unshare.get().toString(), "--user", "--map-root-user", "--mount", "true");
        return new HostProcesses().runQuietly(trial, Path.of("/")) == 0 ? Availability.available() : limits.explain();
    }

    @Override
    public NamespaceEntry entry() {
        String unshare = HostProcesses.find("unshare").orElseThrow().toString();
        Path subuid = etc.resolve("subuid");
        Path subgid = etc.resolve("subgid");
        try {
            String user = System.getProperty("user.name");
            SubordinateIds uids = SubordinateIds.of(subuid, user, identity.uid());
            SubordinateIds gids = SubordinateIds.of(subgid, user, identity.uid());
            Optional<Path> newuidmap = HostProcesses.find("newuidmap");
            Optional<Path> newgidmap = HostProcesses.find("newgidmap");
            List<Path> sources = List.of(
                    subuid,
                    subgid,
                    newuidmap.orElse(Path.of("/usr/bin/newuidmap")),
                    newgidmap.orElse(Path.of("/usr/bin/newgidmap")));
            if (newuidmap.isEmpty() || newgidmap.isEmpty() || uids.isEmpty() || gids.isEmpty()) {
                // unshare denies setgroups, as the kernel demands for a map that was made without privileges.
                List<String> command = List.of(unshare, "--user", "--map-root-user", "--mount");
                return new NamespaceEntry(command, List.of(), List.of(), true, true, sources);
            }
            List<String> command = List.of(unshare, "--user", "--mount");
            return new NamespaceEntry(
                    command, uids.mapBelow(identity.uid()), gids.mapBelow(identity.gid()), true, true, sources);
        } catch (IOException e) {
            throw new PlashException("cannot read the subordinate ids in " + etc, null, e);
        }
    }
}
