package io.plash.launch.mode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.Requirement;
import io.plash.api.Requirement.Packages;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.NamespaceEntry;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import io.plash.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For ordinary users: a user namespace, in which one is root, and a mount namespace.
 *
 * <p>With subordinate ids and {@code newuidmap} the namespace has all of them; else only the user's own id.
 */
public final class NamespaceMode implements LaunchMode {

    private static final Packages UTIL_LINUX = new Packages("util-linux", "util-linux", "util-linux", "util-linux");
    private static final Packages UIDMAP = new Packages("uidmap", "shadow-utils", "shadow-uidmap", "shadow");

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
        Optional<Path> unshare = HostProcesses.findForPlan("unshare");
        if (unshare.isEmpty()) {
            return Availability.unavailable("unshare is not installed", "install util-linux");
        }
        // Runs itself there, for that program is found whatever PATH is.
        String program = unshare.get().toString();
        List<String> trial = List.of(program, "--user", "--map-root-user", "--mount", program, "--version");
        return new HostProcesses().runQuietly(trial, Path.of("/")) == 0 ? Availability.available() : limits.explain();
    }

    @Override
    public List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        all.add(Requirement.program("unshare", "nothing can be launched", UTIL_LINUX));
        all.add(Requirement.of("user namespaces", availability()));
        String single = "containers have one user only";
        for (String name : List.of("newuidmap", "newgidmap")) {
            Requirement program = Requirement.program(name, single, UIDMAP);
            Optional<Path> file = HostProcesses.find(name);
            all.add(
                    file.isPresent() && !isPrivileged(file.get())
                            ? Requirement.blocked(
                                    name,
                                    file.get() + " has no privileges, so " + single,
                                    "as root: chmod u+s " + file.get())
                            : program);
        }
        for (String name : List.of("subuid", "subgid")) {
            all.add(ranges(etc.resolve(name), single));
        }
        return all;
    }

    private Requirement ranges(Path file, String single) {
        String name = "ids in " + file;
        String user = System.getProperty("user.name");
        try {
            return SubordinateIds.of(file, user, identity.uid()).isEmpty()
                    ? Requirement.missing(
                            name,
                            single,
                            "as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + user
                                    + ", with numbers that nobody else has")
                    : Requirement.ok(name);
        } catch (IOException e) {
            return Requirement.blocked(name, "cannot be read", "as root: chmod 644 " + file);
        }
    }

    /** Set-user-ID, or capabilities of the file; of which kind they are is not looked at. */
    private static boolean isPrivileged(Path program) {
        try {
            int mode = (int) Files.getAttribute(program, "unix:mode");
            boolean setuid = (mode & 04000) != 0 && (int) Files.getAttribute(program, "unix:uid") == 0;
            byte[] path = program.toRealPath().toString().getBytes(UTF_8);
            return setuid
                    || Posix.system().llistxattr(path).stream()
                            .anyMatch(name -> new String(name, UTF_8).equals("security.capability"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public NamespaceEntry entry() {
        String unshare = HostProcesses.findForPlan("unshare").orElseThrow().toString();
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
