package io.plash.running;

import io.plash.host.Identity;
import io.plash.running.BuildDataMounts.Belonging;
import io.plash.store.ContainerId;
import io.plash.text.RawPath;
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

    /** Programs that serve unions; the kernel keeps fifteen bytes of a name. */
    private static final Set<String> SERVERS = Set.of("fuse-overlayfs");

    /** The variable in which the script launch tells them for which process they do it. */
    private static final String LAUNCH = "PLASH_LAUNCH";

    /** What the processes with one root directory in one mount namespace see. */
    private record View(Set<ContainerId> used, List<ContainerId> root, boolean rootIsFuse, boolean fuse) {}

    /**
     * A process.
     *
     * @param carries the layers of a union that this process itself is the filesystem of
     * @param carriesFor the process for whose sake it is that
     */
    private record Seen(
            ProcessView seen,
            String namespace,
            String root,
            View view,
            List<ContainerId> carries,
            Optional<Long> carriesFor) {}

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
                boolean isServer = SERVERS.contains(process.name()) && serves(process, place);
                processes.add(new Seen(
                        process,
                        namespace,
                        root,
                        view,
                        isServer ? Mount.layers(String.join(":", process.command())) : List.of(),
                        isServer ? process.variable(LAUNCH).map(Long::valueOf) : Optional.empty()));
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
        List<ContainerId> layers = process.view.rootIsFuse ? servedLayers(process) : process.view.root;
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

    /** Processes of ours that serve a union which is mounted where nobody else is left. */
    public List<Long> abandonedServers() {
        return processes.stream()
                .filter(process -> complete && !process.carries.isEmpty() && process.view.fuse && isOurs(process.seen))
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
            if (mount.isFuse()) {
                // Nobody else may look into what another user's program serves, so this goes by names.
                fuse |= place.holdsUnions(mount.mountpoint());
                rootIsFuse |= mount.mountpoint().equals(ROOT);
                continue;
            }
            List<ContainerId> layers = mount.layers();
            if (layers.isEmpty()) {
                continue;
            }
            Belonging belonging = place.belonging(process.inside(mount.mountpoint()));
            if (belonging == Belonging.UNKNOWN) {
                // Fails if it has ended; what else is mounted there, another process shows.
                process.root();
            }
            boolean atRoot = belonging == Belonging.OURS && mount.mountpoint().equals(ROOT);
            if (belonging != Belonging.FOREIGN) {
                used.addAll(layers);
                root = atRoot ? layers : root;
            }
        }
        return new View(used, root, rootIsFuse, fuse);
    }

    /** A server is told where the build data is; its own working directory says nothing. */
    private static boolean serves(ProcessView process, BuildDataMounts place) throws IOException {
        Optional<String> data = process.variable("PLASH_DATA");
        return data.isPresent() && place.isHere(RawPath.of(data.get()));
    }

    /** The server has a mount namespace of its own, and the launched process, or one that it left behind, another. */
    private List<ContainerId> servedLayers(Seen process) {
        Set<Long> together = new HashSet<>();
        for (Seen other : processes) {
            if (other.namespace.equals(process.namespace) && other.root.equals(process.root)) {
                together.add(other.seen.pid());
            }
        }
        return processes.stream()
                .filter(server -> server.carriesFor.filter(together::contains).isPresent())
                .map(Seen::carries)
                .findFirst()
                .orElse(List.of());
    }

    private boolean isAlone(Seen server) {
        return processes.stream()
                .noneMatch(process -> process.namespace.equals(server.namespace) && process.carries.isEmpty());
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
