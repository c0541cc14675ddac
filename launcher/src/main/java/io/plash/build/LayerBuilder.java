package io.plash.build;

import io.plash.api.PlashException;
import io.plash.api.union.Changes;
import io.plash.fakeroot.FakeRoot;
import io.plash.fakeroot.FakeRootLayer;
import io.plash.fakeroot.FakeRootStarter;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import io.plash.host.Messages;
import io.plash.launch.Installation;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.launch.LayerMerger;
import io.plash.launch.plan.LaunchPlan;
import io.plash.macro.BuildScript;
import io.plash.posix.Errno;
import io.plash.posix.PosixException;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.store.note.LayerNotes;
import io.plash.text.RawText;
import io.plash.text.ShellWords;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs in containers and keeps what they change. Those who are not root, not even of a user namespace, do not own
 * all files of containers; most of the time they need not.
 */
public class LayerBuilder {

    private final Launches launches;
    private final Launcher launcher;
    private final LayerMerger merger;
    private final Installation installation;
    private final Identity identity;
    private final Messages messages;
    /** Asked only when a layer is built: a wrong value is no matter before. */
    private final Supplier<FakeRoot> fakeRoot;

    @Inject
    LayerBuilder(
            Launches launches,
            Launcher launcher,
            LayerMerger merger,
            Installation installation,
            Identity identity,
            Messages messages,
            Environment environment) {
        this(launches, launcher, merger, installation, identity, messages, () -> FakeRoot.of(environment.variables()));
    }

    private LayerBuilder(
            Launches launches,
            Launcher launcher,
            LayerMerger merger,
            Installation installation,
            Identity identity,
            Messages messages,
            Supplier<FakeRoot> fakeRoot) {
        this.launches = launches;
        this.launcher = launcher;
        this.merger = merger;
        this.installation = installation;
        this.identity = identity;
        this.messages = messages;
        this.fakeRoot = fakeRoot;
    }

    /** The same, but programs start in this directory, if the container has it. */
    LayerBuilder in(Path directory) {
        return new LayerBuilder(launches, launcher.in(directory), merger, installation, identity, messages, fakeRoot);
    }

    /** The same, but as these build arguments say. */
    LayerBuilder as(List<String> arguments) {
        Optional<FakeRoot> asked = FakeRoot.of(arguments);
        Supplier<FakeRoot> choice = asked.isPresent() ? asked::get : fakeRoot;
        return new LayerBuilder(launches, launcher, merger, installation, identity, messages, choice);
    }

    /** Whether this process can build so many layers on a container; otherwise {@link #buildAsRoot} can. */
    boolean canBuild(Store store, ContainerId container, int layers) {
        return identity.isRoot() || !(fakesRoot() || merger.isNeeded(store, container, layers));
    }

    /** Lets {@code plash build} do it as the owner of the files of containers. */
    ContainerId buildAsRoot(Store store, BuildScript script) throws IOException {
        HostProcesses.Result result = launcher.plash(
                store, launches.enter(), fakeRoot.get(), List.of("build"), RawText.encode(script.text()));
        return ContainerId.printed(result);
    }

    /**
     * Runs a program in a container and keeps what it changes as a new container.
     *
     * @param stdin what the program reads; null for our own stdin
     * @throws PlashException if it fails
     */
    public ContainerId create(
            Store store, ContainerId parent, List<String> command, List<String> export, byte @Nullable [] stdin)
            throws IOException {
        sweep(store);
        merger.merge(store, parent);
        try {
            return createIn(store, parent, command, export, stdin);
        } finally {
            sweepAfterwards(store);
        }
    }

    private ContainerId createIn(
            Store store, ContainerId parent, List<String> command, List<String> export, byte @Nullable [] stdin)
            throws IOException {
        try (TemporaryDirectory directory = store.temporary().create()) {
            directory.make("upper");
            directory.make("work");
            Changes changes = new Changes(directory.relative() + "/upper", directory.relative() + "/work");
            boolean fakes = fakesRoot();
            FakeRootLayer layerBelow = new FakeRootLayer(installation.fakeRoot());
            List<String> below = new ArrayList<>();
            if (fakes) {
                layerBelow.copy(directory.make("fake-root"));
                below.add(directory.relative() + "/fake-root");
            }
            LaunchPlan plan = launches.build(store, parent, changes, below, export);
            if (fakes && plan.server().isPresent() && !launches.hasOneUser()) {
                throw new PlashException(
                        "cannot fake root on " + store.unionTaste()
                                + ": it would give the files of other users to root",
                        "there are other users here, so leave --fake-root=on out");
            }
            Launcher starter = fakes ? launcher.startedBy(this::startFaking) : launcher;
            int status = starter.run(store, directory, plan, command, stdin);
            if (status != 0) {
                throw new PlashException("build failed with exit status " + status);
            }
            LayerNotes notes =
                    LayerNotes.ofScript(stdin == null ? ShellWords.join(command) + "\n" : RawText.decode(stdin));
            Path layer = directory.path().resolve("upper");
            if (fakes) {
                layerBelow.removeFrom(layer);
            }
            return store.containers().add(parent, layer, notes, (from, to) -> move(store, from, to));
        }
    }

    private boolean fakesRoot() {
        return fakeRoot.get().isNeeded(launches.hasOneUser());
    }

    /** EBUSY: whoever started us fakes root for us, too. */
    private Process startFaking(HostProcesses.Start start) throws IOException {
        try {
            return FakeRootStarter.start(start);
        } catch (PosixException e) {
            if (e.errno() != Errno.EBUSY && fakeRoot.get() == FakeRoot.ON) {
                throw e;
            }
            if (e.errno() != Errno.EBUSY) {
                messages.note("root cannot be faked here, so steps that need other users fail: " + e.reason());
            }
            return start.now();
        }
    }

    /** A program may have given the root directory away. A directory that is moved is written to: its parent changes. */
    private void move(Store store, Path layer, Path place) throws IOException {
        try {
            Files.move(layer, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException e) {
            if (identity.isRoot()) {
                throw e;
            }
            List<String> move = List.of("mv", "-T", "--", layer.toString(), place.toString());
            String enter = store.plans().once(launches.enter().text());
            if (launcher.run(store, enter, move, new byte[0]) != 0) {
                throw e;
            }
        }
    }

    /** The outcome of the build is more important. */
    private void sweepAfterwards(Store store) {
        try {
            if (!identity.isRoot()) {
                sweep(store);
            }
        } catch (IOException | PlashException e) {
            messages.note("what the build has left is still there: " + e.getMessage());
        }
    }

    private void sweep(Store store) throws IOException {
        if (!store.temporary().sweep() && !identity.isRoot()) {
            launcher.plash(store, launches.enter(), List.of("empty-trash"), new byte[0]);
        }
    }
}
