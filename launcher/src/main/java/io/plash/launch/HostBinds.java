package io.plash.launch;

import io.plash.api.mount.BindMount;
import io.plash.api.mount.MountEntry;
import io.plash.launch.plan.Witnesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What containers see of the host. */
final class HostBinds {

    private final Witnesses witnesses;

    HostBinds(Witnesses witnesses) {
        this.witnesses = witnesses;
    }

    /** What every container sees while it runs. */
    List<BindMount> whileRunning() {
        List<BindMount> binds = new ArrayList<>(existing("/tmp"));
        binds.addAll(whileBuilding());
        return binds;
    }

    /** What a container sees while it is built: not /tmp, which belongs to the layer. */
    List<BindMount> whileBuilding() {
        List<BindMount> binds = new ArrayList<>(existing("/home"));
        witnesses.readability("/root");
        if (Files.isReadable(Path.of("/root"))) {
            binds.addAll(existing("/root"));
        }
        for (String path : List.of("/etc/resolv.conf", "/sys", "/dev", "/proc")) {
            binds.addAll(existing(path));
        }
        return binds;
    }

    /** The bind mount of a path on itself, if the host has it. */
    List<BindMount> existing(String path) {
        witnesses.existence(path);
        return Files.exists(Path.of(path)) ? List.of(BindMount.ofSamePath(path)) : List.of();
    }

    /** Whether a root directory has the mount point itself, for a link would lead out of it. */
    static boolean fits(BindMount bind, Path root) {
        Path path = root;
        for (Path part : Path.of("/").relativize(Path.of(bind.target()))) {
            path = path.resolve(part);
            if (Files.isSymbolicLink(path)) {
                return false;
            }
        }
        return Files.exists(path) && Files.isDirectory(path) == Files.isDirectory(Path.of(bind.source()));
    }

    /** How a bind is mounted in a container. */
    static MountEntry mount(BindMount bind, String root) {
        List<String> options = new ArrayList<>(List.of("rbind"));
        if (bind.readOnly()) {
            options.add("ro");
            // In a user namespace a remount must keep what the original mount forbids (mount_namespaces(7)).
            options.addAll(prohibitions(bind.source()));
        }
        return new MountEntry(bind.source(), root + bind.target(), "none", options);
    }

    /** Those of nosuid, nodev and noexec that hold for a path. */
    private static Set<String> prohibitions(String path) {
        try {
            String best = "";
            Set<String> options = Set.of();
            for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
                String[] fields = line.split(" ");
                String mountpoint = fields[4];
                if (Path.of(path).toRealPath().startsWith(mountpoint) && mountpoint.length() >= best.length()) {
                    best = mountpoint;
                    options = Set.of(fields[5].split(","));
                }
            }
            Set<String> prohibitions = new TreeSet<>(Set.of("nosuid", "nodev", "noexec"));
            prohibitions.retainAll(options);
            return prohibitions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
