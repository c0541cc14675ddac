package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.api.image.ImageConfig;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.NamespaceEntry;
import io.plash.api.mount.BindMount;
import io.plash.api.mount.MountEntry;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionMount;
import io.plash.archive.layer.LayeredFiles;
import io.plash.archive.layer.OverlayMarks;
import io.plash.host.Identity;
import io.plash.launch.mode.UserNamespaceLimits;
import io.plash.launch.plan.ImageProgram;
import io.plash.launch.plan.LaunchPlan;
import io.plash.launch.plan.Program;
import io.plash.launch.plan.Witnesses;
import io.plash.macro.BuildScript;
import io.plash.posix.Errno;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes launch plans. */
public class Launches {

    /** No container has a million users. */
    private static final int LARGEST_FILE = 1 << 20;

    private final LaunchModes modes;
    private final UnionFilesystems unions;
    private final Identity identity;
    private final Witnesses witnesses;
    private final HostBinds host;

    @Inject
    Launches(LaunchModes modes, UnionFilesystems unions, Identity identity, Witnesses witnesses) {
        this.modes = modes;
        this.unions = unions;
        this.identity = identity;
        this.witnesses = witnesses;
        this.host = new HostBinds(witnesses);
    }

    /** A program of the host that owns the files of containers: as root, at least of a user namespace. */
    public LaunchPlan enter() {
        LaunchMode mode = modes.chosen();
        return LaunchPlan.entering(mode.name(), entry(mode));
    }

    /** Whether containers are mounted in a user namespace. */
    public boolean inUserNamespace() {
        return inUserNamespace(modes.chosen().entry());
    }

    private boolean inUserNamespace(NamespaceEntry entry) {
        return entry.userNamespace() || identity.inUserNamespace();
    }

    /** Whether a container has one user only, whom no process in it can leave. */
    public boolean hasOneUser() {
        NamespaceEntry entry = modes.chosen().entry();
        return entry.userNamespace() ? entry.uids().isEmpty() : Identity.hasOneUser();
    }

    /** A program in a container. What it writes, other than to what it sees of the host, is lost when it ends. */
    public LaunchPlan run(Store store, ContainerId container, List<String> export) throws IOException {
        List<BindMount> binds = host.whileRunning();
        binds.addAll(store.containers().binds(container));
        return inContainer(store, container, Optional.empty(), binds, List.of(), export);
    }

    /** What the image of a container is run as. */
    public ImageProgram imageProgram(Store store, ContainerId container) throws IOException {
        ImageConfig config = store.containers().config(container);
        List<String> command = new ArrayList<>(config.entrypoint());
        command.addAll(config.command());
        if (command.isEmpty()) {
            return ImageProgram.NONE;
        }
        List<String> words = new ArrayList<>(config.environment());
        words.removeIf(variable -> variable.indexOf('=') < 1);
        String user = "";
        if (!config.user().isEmpty()) {
            ImageUsers users = users(store, container);
            user = users.ids(config.user());
            if (words.stream().noneMatch(variable -> variable.startsWith("HOME="))) {
                users.home(config.user()).ifPresent(home -> words.add("HOME=" + home));
            }
        }
        words.addAll(command);
        return new ImageProgram(words, config.workingDirectory(), isRoot(user) ? "" : user);
    }

    /**
     * The same plan, run by whom a script says.
     *
     * @throws PlashException if there is no such user, or if root is the only one that there can be
     */
    public LaunchPlan as(BuildScript script, LaunchPlan plan, Store store, ContainerId container) throws IOException {
        Optional<String> user = script.user();
        if (user.isPresent() && script.keepsId()) {
            throw new PlashException("--user and --keep-id exclude each other");
        }
        if (script.keepsId()) {
            return plan.by(identity.isRoot() ? "" : "keep " + identity.uid() + ":" + identity.gid());
        }
        return user.isEmpty() ? plan : plan.by(user(store, container, user.get()));
    }

    /**
     * A user of a container, as launch plans name one; empty for root where nobody else can be switched to.
     *
     * @param name {@code user}, {@code uid}, {@code user:group} and so on
     */
    private String user(Store store, ContainerId container, String name) throws IOException {
        String ids = users(store, container).ids(name);
        if (!hasOneUser()) {
            return ids;
        }
        if (!isRoot(ids)) {
            throw new PlashException(
                    "cannot run as " + name + ": you have no subordinate ids, so root is the only user of a container",
                    "`plash doctor` says how to get some");
        }
        return "";
    }

    private static boolean isRoot(String ids) {
        return ids.startsWith("+0:+0 ");
    }

    private ImageUsers users(Store store, ContainerId container) throws IOException {
        Posix posix = Posix.system();
        List<Path> layers = store.containers().lowerdirs(container).stream()
                .map(store.root()::resolve)
                .toList();
        LayeredFiles files = new LayeredFiles(posix, new OverlayMarks(posix, inUserNamespace()), layers);
        try {
            return new ImageUsers(files.read("etc/passwd", LARGEST_FILE), files.read("etc/group", LARGEST_FILE));
        } catch (PosixException e) {
            if (e.errno() != Errno.EACCES) {
                throw e;
            }
            throw new PlashException(
                    "cannot read who the users of container " + container
                            + " are: its /etc is closed to all but one of them",
                    "in a build step, `chmod a+rx / /etc; chmod a+r /etc/passwd /etc/group` opens it");
        }
    }

    /** A program in a container, whose changes are kept, and which sees only these paths of the host. */
    public LaunchPlan run(
            Store store, ContainerId container, Optional<Changes> changes, List<String> paths, List<String> export)
            throws IOException {
        List<BindMount> binds = new ArrayList<>(store.containers().binds(container));
        paths.forEach(path -> binds.addAll(host.existing(path)));
        return inContainer(store, container, changes, binds, List.of(), export);
    }

    /** The same with everything that containers see of the host. */
    public LaunchPlan run(Store store, ContainerId container, Changes changes, List<String> export) throws IOException {
        List<BindMount> binds = host.whileRunning();
        binds.addAll(store.containers().binds(container));
        return inContainer(store, container, Optional.of(changes), binds, List.of(), export);
    }

    /** A program in a directory that is no container, which sees of the host what containers see. */
    public LaunchPlan chroot(Store store, Path directory, List<String> export) throws IOException {
        LaunchMode mode = modes.chosen();
        NamespaceEntry entry = entry(mode);
        String mnt = mountPoint(store, entry);
        List<MountEntry> mounts = new ArrayList<>();
        mounts.add(new MountEntry(directory.toString(), mnt, "none", List.of("rbind")));
        host.whileRunning().stream()
                .filter(bind -> HostBinds.fits(bind, directory))
                .forEach(bind -> mounts.add(HostBinds.mount(bind, mnt)));
        return new LaunchPlan("0", "-", mode.name(), entry, "", mnt, "", Program.seeing(export), mounts);
    }

    /**
     * A program whose changes become a container.
     *
     * @param below layers that it sees below those of the container, and which the new container will not have; seen from the
     *     build data
     */
    public LaunchPlan build(
            Store store, ContainerId container, Changes changes, List<String> below, List<String> export)
            throws IOException {
        List<BindMount> binds = host.whileBuilding();
        binds.addAll(store.containers().binds(container));
        return inContainer(store, container, Optional.of(changes), binds, below, export);
    }

    /** A program of the host that starts in the directory where a container is mounted read-only. */
    public LaunchPlan withMount(Store store, ContainerId container) throws IOException {
        LaunchMode mode = modes.chosen();
        NamespaceEntry entry = entry(mode);
        String mnt = mountPoint(store, entry);
        MountEntry mount = mount(store, container, Optional.empty(), mnt, entry);
        return new LaunchPlan(
                container.toString(),
                store.unionTaste(),
                mode.name(),
                entry,
                "",
                "",
                mnt,
                Program.AS_TYPED,
                List.of(mount));
    }

    /** Mounts a container where the caller is, and starts a program of the host there. */
    public LaunchPlan mountHere(Store store, ContainerId container, Optional<Changes> changes, String mountpoint)
            throws IOException {
        NamespaceEntry here = NamespaceEntry.NONE;
        MountEntry mount = mount(store, container, changes, mountpoint, here);
        return new LaunchPlan(
                container.toString(), store.unionTaste(), "-", here, "", "", "", Program.AS_TYPED, List.of(mount));
    }

    private LaunchPlan inContainer(
            Store store,
            ContainerId container,
            Optional<Changes> changes,
            List<BindMount> binds,
            List<String> below,
            List<String> export)
            throws IOException {
        LaunchMode mode = modes.chosen();
        NamespaceEntry entry = entry(mode);
        String mnt = mountPoint(store, entry);
        Scratch scratch = new Scratch(store.scratch(), mnt);
        String root = changes.isPresent() ? mnt : scratch.root();
        List<String> lowerdirs = new ArrayList<>(List.of(store.mountpoints(binds)));
        witnesses.existence(store.root().resolve(lowerdirs.get(0)).toString());
        witnesses.fact("scratch", store.scratch());
        lowerdirs.addAll(store.containers().lowerdirs(container));
        lowerdirs.addAll(below);
        MountEntry union = mount(store, lowerdirs, Optional.of(changes.orElseGet(scratch::changes)), root, entry);
        List<MountEntry> mounts = new ArrayList<>(changes.isPresent() ? List.of(union) : scratch.mounts(union));
        binds.forEach(bind -> mounts.add(HostBinds.mount(bind, root)));
        return new LaunchPlan(
                container.toString(),
                store.unionTaste(),
                mode.name(),
                entry,
                changes.isPresent() ? "" : scratch.directoryOnDisk(),
                root,
                "",
                Program.seeing(export),
                mounts);
    }

    private NamespaceEntry entry(LaunchMode mode) {
        NamespaceEntry entry = mode.entry();
        entry.sources().forEach(witnesses::content);
        entry.command().stream().limit(1).forEach(witnesses::existence);
        witnesses.fact("can-mount", identity.canMount() ? "1" : "0");
        if (entry.userNamespace()) {
            UserNamespaceLimits.SYSCTLS.forEach(witnesses::sysctl);
        }
        return entry;
    }

    private static String mountPoint(Store store, NamespaceEntry entry) throws IOException {
        return entry.privateMounts() ? store.mountPoint() : store.freshMountPoint();
    }

    private MountEntry mount(
            Store store, ContainerId container, Optional<Changes> changes, String mountpoint, NamespaceEntry entry)
            throws IOException {
        return mount(store, store.containers().lowerdirs(container), changes, mountpoint, entry);
    }

    private MountEntry mount(
            Store store, List<String> lowerdirs, Optional<Changes> changes, String mountpoint, NamespaceEntry entry)
            throws IOException {
        // No layers can be converted for one that is not there.
        unions.named(store.shownBy());
        UnionFilesystem union = unions.named(store.unionTaste());
        return union.mount(new UnionMount(store.shortNames(lowerdirs), changes, mountpoint, inUserNamespace(entry)));
    }
}
