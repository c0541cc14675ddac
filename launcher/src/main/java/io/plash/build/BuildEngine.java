package io.plash.build;

import io.plash.api.PlashException;
import io.plash.api.union.Changes;
import io.plash.fakeroot.FakeRoot;
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
import io.plash.launch.plan.Purpose;
import io.plash.launch.plan.Witnesses;
import io.plash.macro.BuildScript;
import io.plash.posix.Errno;
import io.plash.posix.PosixException;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.store.note.LayerNotes;
import io.plash.text.RawText;
import io.plash.text.ShellWords;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs build scripts, layer by layer; a layer that was built before is taken from the cache. */
public class BuildEngine {

    /**
     * Runs what comes on stdin in one shell session that stops at the first failure and says what it does. The steps
     * themselves have an empty stdin. bash doubles the first letter of PS4 inside eval.
     */
    private static final String SESSION = """
            PS4='--> '
            [ -z "${BASH_VERSION-}" ] || PS4='-> '
            eval "set -ex
            $(cat)" </dev/null
            """;

    private final Launches launches;
    private final Launcher launcher;
    private final LayerMerger merger;
    private final Installation installation;
    private final Identity identity;
    private final Witnesses witnesses;
    private final Purpose purpose;
    private final Messages messages;
    private final FakeRoot fakeRoot;

    @Inject
    BuildEngine(
            Launches launches,
            Launcher launcher,
            LayerMerger merger,
            Installation installation,
            Identity identity,
            Witnesses witnesses,
            Purpose purpose,
            Messages messages,
            Environment environment) {
        this.launches = launches;
        this.launcher = launcher;
        this.merger = merger;
        this.installation = installation;
        this.identity = identity;
        this.witnesses = witnesses;
        this.purpose = purpose;
        this.messages = messages;
        this.fakeRoot = FakeRoot.of(environment.variables());
    }

    private BuildEngine(BuildEngine other, Launcher launcher, FakeRoot fakeRoot) {
        this.launches = other.launches;
        this.launcher = launcher;
        this.merger = other.merger;
        this.installation = other.installation;
        this.identity = other.identity;
        this.witnesses = other.witnesses;
        this.purpose = other.purpose;
        this.messages = other.messages;
        this.fakeRoot = fakeRoot;
    }

    /** The same, but the steps of a build start in this directory, if the container has it. */
    public BuildEngine in(Path directory) {
        return new BuildEngine(this, launcher.in(directory), fakeRoot);
    }

    /** The same, but as these build arguments say. */
    public BuildEngine as(List<String> arguments) {
        return new BuildEngine(this, launcher, fakeRoot.or(arguments));
    }

    /**
     * The container that a script describes, built as far as it is not there yet.
     *
     * @throws PlashException if it names no image, or a step fails
     */
    public ContainerId build(Store store, BuildScript script) throws IOException {
        Optional<ContainerId> cached = cached(store, script);
        if (cached.isPresent()) {
            return cached.get();
        }
        purpose.requireFor("layers are not built");
        ContainerId built = identity.isRoot() ? buildLayers(store, script) : buildAsRoot(store, script);
        if (!cached(store, script).equals(Optional.of(built))) {
            witnesses.spoil("what was just built is gone again");
        }
        return built;
    }

    /** The container of a script whose layers are all there. */
    private Optional<ContainerId> cached(Store store, BuildScript script) throws IOException {
        ContainerId container = image(store, script);
        for (String layer : script.layers()) {
            String key = CacheKey.of(container, layer);
            Optional<ContainerId> built = store.names().get(key);
            if (built.isEmpty()) {
                return Optional.empty();
            }
            container = built.get();
            witnesses.mapped(key, container);
        }
        return Optional.of(container);
    }

    private ContainerId buildLayers(Store store, BuildScript script) throws IOException {
        ContainerId container = image(store, script);
        for (String layer : script.layers()) {
            container = buildLayer(store, container, layer);
        }
        return container;
    }

    private static ContainerId image(Store store, BuildScript script) {
        return store.containers()
                .require(script.image()
                        .orElseThrow(() -> new PlashException("no image specified", "begin with `--from IMAGE`")));
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
        store.temporary().sweep();
        merger.merge(store, parent);
        try (TemporaryDirectory directory = store.temporary().create()) {
            directory.make("upper");
            directory.make("work");
            Changes changes = new Changes(directory.relative() + "/upper", directory.relative() + "/work");
            boolean fakes = fakeRoot.isNeeded(Identity.hasOneUser());
            List<Path> below = fakes ? List.of(installation.fakeRoot()) : List.of();
            LaunchPlan plan = launches.build(store, parent, changes, below, export);
            Launcher starter = fakes ? launcher.startedBy(this::startFaking) : launcher;
            int status = starter.run(store, directory, plan, command, stdin);
            if (status != 0) {
                throw new PlashException("build failed with exit status " + status);
            }
            LayerNotes notes =
                    LayerNotes.ofScript(stdin == null ? ShellWords.join(command) + "\n" : RawText.decode(stdin));
            return store.containers().add(parent, directory.path().resolve("upper"), notes);
        }
    }

    /** EBUSY: whoever started us fakes root for us, too. */
    private Process startFaking(HostProcesses.Start start) throws IOException {
        try {
            return FakeRootStarter.start(start);
        } catch (PosixException e) {
            if (e.errno() != Errno.EBUSY && fakeRoot == FakeRoot.ON) {
                throw e;
            }
            if (e.errno() != Errno.EBUSY) {
                messages.note("root cannot be faked here, so steps that need other users fail: " + e.reason());
            }
            return start.now();
        }
    }

    /** Of identical builds at the same time, the first one builds and the others wait for its layer. */
    private ContainerId buildLayer(Store store, ContainerId parent, String script) throws IOException {
        String key = CacheKey.of(parent, script);
        Optional<ContainerId> cached = store.names().get(key);
        if (cached.isPresent()) {
            return cached.get();
        }
        try (FileLock held = store.lock("build:" + key)) {
            Optional<ContainerId> built = store.names().get(key);
            if (built.isPresent()) {
                return built.get();
            }
            ContainerId container =
                    create(store, parent, List.of("/bin/sh", "-c", SESSION), List.of(), RawText.encode(script));
            store.names().set(key, container);
            messages.layerBuilt();
            return container;
        }
    }

    /** Layers hold files of other users than the caller, so they are built by `plash build` as their owner. */
    private ContainerId buildAsRoot(Store store, BuildScript script) throws IOException {
        HostProcesses.Result result =
                launcher.plash(store, launches.enter(), fakeRoot, List.of("build"), RawText.encode(script.text()));
        return Containers.printed(result.status(), result.output());
    }
}
