package io.plash.build;

import io.plash.api.PlashException;
import io.plash.host.Messages;
import io.plash.launch.plan.Purpose;
import io.plash.launch.plan.Witnesses;
import io.plash.macro.BuildScript;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.text.RawText;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs build scripts, layer by layer; a layer that was built before is taken from the cache. */
public class BuildEngine {

    /**
     * Runs what comes on stdin in one shell session that stops at the first failure and says what it does. The steps
     * themselves have an empty stdin, and not the umask of whoever happens to build. bash doubles the first letter of PS4
     * inside eval.
     */
    private static final String SESSION = """
            umask 022
            PS4='--> '
            [ -z "${BASH_VERSION-}" ] || PS4='-> '
            eval "set -ex
            $(cat)" </dev/null
            """;

    private final LayerBuilder layers;
    private final Witnesses witnesses;
    private final Purpose purpose;
    private final Messages messages;

    @Inject
    BuildEngine(LayerBuilder layers, Witnesses witnesses, Purpose purpose, Messages messages) {
        this.layers = layers;
        this.witnesses = witnesses;
        this.purpose = purpose;
        this.messages = messages;
    }

    /** The same, but the steps of a build start in this directory, if the container has it. */
    public BuildEngine in(Path directory) {
        return new BuildEngine(layers.in(directory), witnesses, purpose, messages);
    }

    /** The same, but as these build arguments say. */
    public BuildEngine as(List<String> arguments) {
        return new BuildEngine(layers.as(arguments), witnesses, purpose, messages);
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
        ContainerId image = image(store, script);
        ContainerId built = layers.canBuild(store, image, script.layers().size())
                ? buildLayers(store, image, script)
                : layers.buildAsRoot(store, script);
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

    private ContainerId buildLayers(Store store, ContainerId image, BuildScript script) throws IOException {
        ContainerId container = image;
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
                    layers.create(store, parent, List.of("/bin/sh", "-c", SESSION), List.of(), RawText.encode(script));
            store.names().set(key, container);
            messages.layerBuilt();
            return container;
        }
    }
}
