package io.plash.launch;

import io.plash.api.Availability.Unavailable;
import io.plash.api.PlashException;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.NamespaceEntry;
import io.plash.api.mount.MountEntry;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionMount;
import io.plash.host.Environment;
import io.plash.host.Identity;
import io.plash.host.Messages;
import io.plash.host.Storage;
import io.plash.launch.plan.LaunchPlan;
import io.plash.launch.plan.Program;
import io.plash.posix.Posix;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.store.Store;
import io.plash.tree.TreeRemover;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes build data, and finds out by real mounts which union filesystem works there. */
public class Initializer {

    /** Removes and makes again a directory of a lower layer, which needs the whole of a union filesystem. */
    private static final List<String> TRIAL =
            List.of("sh", "-c", "rm -r d && mkdir d && mkdir e && mv e f && test ! -e d/file");

    /**
     * The kernel gives the work directory of a union to root, without any permission for others. Without a mount namespace
     * the trials are still mounted.
     */
    private static final String CLEANING =
            "umount \"$1/disk/root\" \"$1/mnt/root\" \"$1/mnt/work\" \"$1/mnt/upper\" \"$1/mnt\"; rm -rf \"$1/disk\"";

    private final DataDirectory data;
    private final Environment environment;
    private final Identity identity;
    private final LaunchModes modes;
    private final UnionFilesystems unions;
    private final Launcher launcher;
    private final Messages messages;

    @Inject
    Initializer(
            DataDirectory data,
            Environment environment,
            Identity identity,
            LaunchModes modes,
            UnionFilesystems unions,
            Launcher launcher,
            Messages messages) {
        this.data = data;
        this.environment = environment;
        this.identity = identity;
        this.modes = modes;
        this.unions = unions;
        this.launcher = launcher;
        this.messages = messages;
    }

    /** Makes the build data if it is not there yet. */
    public void initialize() throws IOException {
        Layout layout = new Layout(data);
        if (layout.isComplete(identity.uid())) {
            return;
        }
        Optional<String> demanded = demanded();
        demanded.ifPresent(unions::named);
        layout.prepare();
        LaunchMode mode = modes.chosen();
        trying(layout, mode, trial -> {
            String taste = demanded.orElseGet(() -> firstThatWorks(mode, trial));
            complete(layout, unions.named(taste), mode, trial);
        });
        Storage.caveat(data.root()).ifPresent(caveat -> {
            messages.note("the build data in " + data.root() + " " + caveat);
            messages.hint("PLASH_DATA names another place");
        });
    }

    /**
     * Follows a user who names another union filesystem for build data that is there.
     *
     * @throws PlashException if there are layers already
     */
    public void renew() throws IOException {
        Optional<String> demanded = demanded();
        try (Store store = new Store(data)) {
            String writer = store.layersBy();
            if (demanded.isEmpty() || demanded.get().equals(writer)) {
                return;
            }
            unions.named(demanded.get());
            if (!store.containers().all().isEmpty()) {
                throw new PlashException(
                        "cannot use " + demanded.get() + " in " + data.root() + ": its layers were written by "
                                + writer,
                        "`plash convert-union " + demanded.get() + "` rewrites them");
            }
        }
        use(unions.named(demanded.get()));
    }

    /** From now on this is the union filesystem of the build data. All layers are as it needs them. */
    public void use(UnionFilesystem union) throws IOException {
        Layout layout = new Layout(data);
        LaunchMode mode = modes.chosen();
        trying(layout, mode, trial -> complete(layout, union, mode, trial));
    }

    private void complete(Layout layout, UnionFilesystem union, LaunchMode mode, Path trial) throws IOException {
        boolean onTmpfs = works(union, mode, trial, "tmpfs");
        layout.complete(union.name(), onTmpfs ? "tmpfs" : "disk");
    }

    private Optional<String> demanded() {
        return environment.nonEmpty("PLASH_INIT_UNION_TASTE");
    }

    /**
     * Mounts a trial in the build data, which is there.
     *
     * @return why that does not work; empty if it does
     */
    public Optional<String> refusal(UnionFilesystem union) throws IOException {
        List<String> reasons = new ArrayList<>();
        LaunchMode mode = modes.chosen();
        trying(new Layout(data), mode, trial -> {
            if (!works(union, mode, trial, "disk")) {
                reasons.add(refusal(union, mode, trial));
            }
        });
        return reasons.stream().findFirst();
    }

    private interface Trial {
        void in(Path directory) throws IOException;
    }

    private void trying(Layout layout, LaunchMode mode, Trial tried) throws IOException {
        Path trial = layout.workspace("trial-" + UUID.randomUUID());
        try {
            Files.createDirectories(trial.resolve("lower/d"));
            Files.createFile(trial.resolve("lower/d/file"));
            tried.in(trial);
        } finally {
            List<String> cleaning = List.of("sh", "-c", CLEANING, "sh", trial.toString());
            launcher.tries(data.root(), plan(trial, "clean", enter(mode)), cleaning);
            new TreeRemover(Posix.system()).remove(trial);
        }
    }

    private String firstThatWorks(LaunchMode mode, Path trial) {
        List<String> reasons = new ArrayList<>();
        for (UnionFilesystem union : unions.all()) {
            if (union.availability() instanceof Unavailable unavailable) {
                reasons.add(union.name() + " (" + unavailable.reason() + ")");
            } else if (works(union, mode, trial, "disk")) {
                return union.name();
            } else {
                reasons.add(union.name() + " (" + refusal(union, mode, trial) + ")");
            }
        }
        throw new PlashException(
                "no union filesystem works in " + data.root() + ": " + String.join(", ", reasons),
                "set PLASH_DATA to a directory on another filesystem, such as ext4, xfs or btrfs");
    }

    private boolean works(UnionFilesystem union, LaunchMode mode, Path trial, String kind) {
        UnionMount mount = union(mode, trial, kind);
        MountEntry entry = union.mount(mount);
        LaunchPlan plan = new LaunchPlan(
                "0",
                union.name(),
                mode.name(),
                mode.entry(),
                "",
                "",
                mount.mountpoint(),
                Program.AS_TYPED,
                kind.equals("disk") ? List.of(entry) : new Scratch(kind, mnt(trial)).mounts(entry));
        return launcher.tries(data.root(), plan(trial, union.name() + "-" + kind, plan), TRIAL);
    }

    private String refusal(UnionFilesystem union, LaunchMode mode, Path trial) {
        return union.explain(union(mode, trial, "disk"), data.root())
                .map(Throwable::getMessage)
                .orElse("a trial mount failed");
    }

    private UnionMount union(LaunchMode mode, Path trial, String scratch) {
        NamespaceEntry entry = mode.entry();
        String lower = data.root().relativize(trial.resolve("lower")).toString();
        List<String> lowerdirs = List.of(lower, "index/0/_data/root");
        boolean inUserNamespace = entry.userNamespace() || identity.inUserNamespace();
        if (scratch.equals("tmpfs")) {
            Scratch tmpfs = new Scratch(scratch, mnt(trial));
            return new UnionMount(lowerdirs, Optional.of(tmpfs.changes()), tmpfs.root(), inUserNamespace);
        }
        String disk = data.root().relativize(trial.resolve("disk")).toString();
        for (String name : List.of("upper", "work", "root")) {
            create(trial.resolve("disk").resolve(name));
        }
        return new UnionMount(
                lowerdirs, Optional.of(new Changes(disk + "/upper", disk + "/work")), disk + "/root", inUserNamespace);
    }

    /** Not the mount point of containers: where mounts stay, a trial would stay there. */
    private String mnt(Path trial) {
        create(trial.resolve("mnt"));
        return data.root().relativize(trial.resolve("mnt")).toString();
    }

    private LaunchPlan enter(LaunchMode mode) {
        return LaunchPlan.entering(mode.name(), mode.entry());
    }

    private String plan(Path trial, String name, LaunchPlan plan) {
        try {
            Path file = Files.writeString(trial.resolve(name), plan.text());
            return data.root().relativize(file).toString();
        } catch (IOException e) {
            throw new PlashException("cannot write in " + trial, null, e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new PlashException("cannot write " + directory, null, e);
        }
    }
}
