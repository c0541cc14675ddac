package io.plash.running;

import io.plash.host.Identity;
import io.plash.running.BuildDataMounts.Belonging;
import io.plash.store.ContainerId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The containers of some build data that run at this moment.
 *
 * <p>The kernel knows: the root directory of a container's processes is a union, and its mount options name the layers.
 * From inside a user namespace only the processes there can be asked, so this is to be used outside.
 */
public final class RunningContainers {

    private static final Path ROOT = Path.of("/");
    private static final Set<String> DAEMONS = Set.of("fuse-overlayfs", "unionfs", "unionfs-fuse");

    /** What the processes with one root directory in one mount namespace see. */
    private record View(Set<ContainerId> used, List<ContainerId> root, boolean rootIsFuse, boolean fuse) {}

    /** {@code carries} are the layers of a union that this process itself is the filesystem of. */
    private record Seen(ProcessView seen, String namespace, String root, View view, List<ContainerId> carries) {}

    private final List<Seen> processes = new ArrayList<>();
    private final long self;
    private final boolean complete;

    private RunningContainers(Path data) throws IOException {
        BuildDataMounts place = new BuildDataMounts(data);
        self = new ProcessView(ProcessHandle.current().pid()).owner();
        Map<String, View> views = new HashMap<>();
        boolean all = true;
        for (ProcessView process : ProcessView.all()) {
            try {
                String namespace = process.namespace();
                String root = process.root();
                View view = views.get(namespace + root);
                if (view == null) {
                    view = view(process, place);
                    views.put(namespace + root, view);
                }
                processes.add(new Seen(process, namespace, root, view, carries(process, view)));
            } catch (IOException e) {
                all &= process.hasEnded() || !isOurs(process);
            }
        }
        // Outside of user namespaces only processes with other privileges than ours hide, and we did not start those.
        this.complete = all || !Identity.current().inUserNamespace();
    }

    /** Asks the kernel now. */
    public static RunningContainers of(Path data) throws IOException {
        return new RunningContainers(data);
    }

    /** The containers, in the order in which they started. */
    public List<RunningContainer> all() {
        Map<String, RunningContainer> oldest = new HashMap<>();
        for (Seen process : processes) {
            container(process)
                    .ifPresent(container ->
                            oldest.merge(process.namespace + process.root, container, RunningContainers::older));
        }
        return oldest.values().stream().sorted(AGE).toList();
    }

    /** The container that a process is in. */
    public Optional<RunningContainer> ofProcess(long pid) {
        return processes.stream()
                .filter(process -> process.seen.pid() == pid)
                .flatMap(process -> container(process).stream())
                .findFirst();
    }

    private Optional<RunningContainer> container(Seen process) {
        List<ContainerId> layers = process.view.rootIsFuse ? daemonLayers(process.namespace) : process.view.root;
        ProcessView seen = process.seen;
        return layers.stream()
                .findFirst()
                .map(top -> new RunningContainer(seen.pid(), top, seen.inside(ROOT), command(seen), seen.started()));
    }

    /** Which layers are mounted, by containers or otherwise. */
    public LayerUse use() {
        Set<ContainerId> used = new HashSet<>();
        for (Seen process : processes) {
            used.addAll(process.view.used);
            used.addAll(process.carries);
        }
        return new LayerUse(used, complete);
    }

    /** Processes of ours that carry a union in a mount namespace in which nobody else is left. */
    public List<Long> abandonedDaemons() {
        return processes.stream()
                .filter(process -> complete && !process.carries.isEmpty() && isOurs(process.seen))
                .filter(this::isAlone)
                .map(process -> process.seen.pid())
                .toList();
    }

    /** Whether some process is, or may be, in this directory of mount points. */
    public boolean mayUse(String mountpointName) {
        return !complete || processes.stream().anyMatch(process -> process.root.contains("/mnt/" + mountpointName));
    }

    private static final Comparator<RunningContainer> AGE =
            Comparator.comparing(RunningContainer::since).thenComparing(RunningContainer::pid);

    private static RunningContainer older(RunningContainer one, RunningContainer other) {
        return AGE.compare(one, other) <= 0 ? one : other;
    }

    private static View view(ProcessView process, BuildDataMounts place) throws IOException {
        Set<ContainerId> used = new HashSet<>();
        List<ContainerId> root = List.of();
        boolean rootIsFuse = false;
        boolean fuse = false;
        for (Mount mount : Mount.ofProcess(process.directory())) {
            List<ContainerId> layers = mount.layers();
            if (layers.isEmpty() && !mount.isFuse()) {
                continue;
            }
            Belonging belonging = place.belonging(process.inside(mount.mountpoint()));
            boolean atRoot = belonging == Belonging.OURS && mount.mountpoint().equals(ROOT);
            if (mount.isFuse()) {
                fuse |= belonging == Belonging.OURS;
                rootIsFuse |= atRoot;
            } else if (belonging != Belonging.FOREIGN) {
                used.addAll(layers);
                root = atRoot ? layers : root;
            }
        }
        return new View(used, root, rootIsFuse, fuse);
    }

    private static List<ContainerId> carries(ProcessView process, View view) throws IOException {
        return view.fuse && DAEMONS.contains(process.name())
                ? Mount.layers(String.join(":", process.command()))
                : List.of();
    }

    private List<ContainerId> daemonLayers(String namespace) {
        return processes.stream()
                .filter(process -> process.namespace.equals(namespace) && !process.carries.isEmpty())
                .map(Seen::carries)
                .findFirst()
                .orElse(List.of());
    }

    private boolean isAlone(Seen daemon) {
        return processes.stream()
                .noneMatch(process -> process.namespace.equals(daemon.namespace) && process.carries.isEmpty());
    }

    private static List<String> command(ProcessView process) {
        try {
            return process.command();
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean isOurs(ProcessView process) {
        try {
            return process.owner() == self;
        } catch (IOException e) {
            return false;
        }
    }
}
