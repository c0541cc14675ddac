package io.plash.launch.mode;

import io.plash.api.Availability;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.NamespaceEntry;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** For root, of the machine or of a user namespace: a mount namespace and nothing else. */
public final class PrivilegedMode implements LaunchMode {

    private final Identity identity;

    /** For this user. */
    public PrivilegedMode() {
        this(Identity.current());
    }

    PrivilegedMode(Identity identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return "privileged";
    }

    @Override
    public Availability availability() {
        if (!identity.isRoot()) {
            return Availability.unavailable("needs root", "run plash as root");
        }
        if (!identity.canMount()) {
            return Availability.unavailable(
                    "root lacks the capability CAP_SYS_ADMIN here",
                    "inside a container, start that container with --privileged");
        }
        Optional<Path> unshare = HostProcesses.findForPlan("unshare");
        if (unshare.isEmpty()) {
            return Availability.unavailable("unshare is not installed", "install util-linux");
        }
        // Runs itself there, for that program is found whatever PATH is.
        String program = unshare.get().toString();
        List<String> trial = List.of(program, "--mount", program, "--version");
        return new HostProcesses().runQuietly(trial, Path.of("/")) == 0
                ? Availability.available()
                : Availability.unavailable(
                        "the kernel refuses a mount namespace",
                        "inside a container, start that container with --privileged");
    }

    @Override
    public NamespaceEntry entry() {
        String unshare = HostProcesses.findForPlan("unshare").orElseThrow().toString();
        return new NamespaceEntry(List.of(unshare, "--mount"), List.of(), List.of(), false, true);
    }
}
