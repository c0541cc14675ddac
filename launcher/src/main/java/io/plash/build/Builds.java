package io.plash.build;

import io.plash.build.image.ImageImporter;
import io.plash.build.image.ImageSources;
import io.plash.build.image.PullPolicy;
import io.plash.download.Downloads;
import io.plash.fakeroot.FakeRoot;
import io.plash.host.Environment;
import io.plash.launch.plan.Witnesses;
import io.plash.macro.BuildScript;
import io.plash.macro.Evaluation;
import io.plash.macro.Evaluator;
import io.plash.macro.Lines;
import io.plash.macro.PlacedCall;
import io.plash.macro.input.ImageStore;
import io.plash.macro.input.RecordingHost;
import io.plash.macro.input.WebAddress;
import io.plash.reclaim.Uses;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import io.plash.text.RawPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** From build arguments to containers. */
public class Builds {

    private static final String PULL = "--pull=";

    /** A container, and what describes it. */
    public record Built(ContainerId container, BuildScript script) {}

    private final ImageImporter importer;
    private final ImageSources sources;
    private final MacroProviders providers;
    private final Downloads downloads;
    private final BuildEngine engine;
    private final Environment environment;
    private final Witnesses witnesses;

    @Inject
    Builds(
            ImageImporter importer,
            ImageSources sources,
            MacroProviders providers,
            Downloads downloads,
            BuildEngine engine,
            Environment environment,
            Witnesses witnesses) {
        this.importer = importer;
        this.sources = sources;
        this.providers = providers;
        this.downloads = downloads;
        this.engine = engine;
        this.environment = environment;
        this.witnesses = witnesses;
    }

    /**
     * What these arguments stand for. Images are imported on the way: those that are missing, or as {@code --pull=POLICY}
     * among the arguments says. {@code --fake-root=CHOICE} may be among them, too.
     */
    public Evaluation evaluate(Store store, List<String> arguments) {
        return evaluate(store, engine.as(arguments), arguments);
    }

    private Evaluation evaluate(Store store, BuildEngine chosenEngine, List<String> arguments) {
        List<String> macros = new ArrayList<>(arguments);
        PullPolicy policy = PullPolicy.MISSING;
        for (String word : arguments) {
            if (word.startsWith(PULL)) {
                policy = PullPolicy.parse(word.substring(PULL.length()));
                macros.remove(word);
            } else if (word.startsWith(FakeRoot.ARGUMENT)) {
                macros.remove(word);
            }
        }
        PullPolicy chosen = policy;
        Fetching fetching = new Lockable((scheme, name) -> importer.imported(store, scheme, name, chosen));
        return evaluate(host(store, chosenEngine, fetching), Lines.ofArguments(macros));
    }

    /**
     * What a build file that is a program stands for; names in it start at its directory. If it was locked, its images are
     * those that they were then.
     */
    public Evaluation evaluateFile(Store store, String name) throws IOException {
        Fetching fetching =
                new Lockable((scheme, image) -> importer.imported(store, scheme, image, PullPolicy.MISSING));
        RecordingHost host = host(store, engine, fetching.locked(RawPath.fromHere(name)));
        return evaluate(host, Lines.ofFile(name, host.readProgram(name)));
    }

    /** Asks the sources what the images of a build file are now, and writes it beside the file. Nothing is built. */
    public void lock(Store store, String name) throws IOException {
        LockFile lock = LockFile.of(RawPath.fromHere(name));
        RecordingHost host = host(store, engine, (scheme, image) -> {
            lock.add(scheme, image, importer.pinned(store, scheme, image));
            // Where no image is imported, none has a container; nobody looks at the script.
            return new ImageStore.Image(scheme + ":" + image, ContainerId.ROOT.value());
        });
        evaluate(host, Lines.ofFile(name, host.readProgram(name)));
        lock.write();
    }

    /** The container that these arguments describe. */
    public Built build(Store store, List<String> arguments) throws IOException {
        BuildEngine chosen = engine.as(arguments);
        BuildScript script = evaluate(store, chosen, arguments).script();
        return new Built(build(store, chosen, script), script);
    }

    /** The container that a script describes. */
    public ContainerId build(Store store, BuildScript script) throws IOException {
        return build(store, engine, script);
    }

    private static ContainerId build(Store store, BuildEngine engine, BuildScript script) throws IOException {
        ContainerId container = engine.build(store, script);
        new Uses(new DataDirectory(store.root()), store.containers()).record(container);
        return container;
    }

    /** The container that the script of a build file describes; the steps start at the directory of the file. */
    public ContainerId buildFile(Store store, BuildScript script, String name) throws IOException {
        Path directory = RawPath.fromHere(name).getParent();
        return directory == null ? build(store, script) : engine.in(directory).build(store, script);
    }

    private Evaluation evaluate(RecordingHost host, List<PlacedCall> calls) {
        Evaluation evaluation = new Evaluator(providers.macros(), host).evaluate(calls);
        witnesses.inputs(evaluation.inputs());
        return evaluation;
    }

    private RecordingHost host(Store store, BuildEngine chosenEngine, Fetching fetching) {
        return new RecordingHost(
                environment.variables(), RawPath.here(), System.in, images(store, chosenEngine, fetching));
    }

    /** How an image of a build becomes a container. */
    @FunctionalInterface
    private interface Fetching {
        ImageStore.Image image(String scheme, String name) throws IOException;

        /** Likewise for the images of a build file. */
        default Fetching locked(Path file) throws IOException {
            return this;
        }
    }

    /** Takes the images of build files that were locked as they were then. Where one lock holds, no other does. */
    private final class Lockable implements Fetching {

        private final Fetching unlocked;

        Lockable(Fetching unlocked) {
            this.unlocked = unlocked;
        }

        @Override
        public ImageStore.Image image(String scheme, String name) throws IOException {
            return unlocked.image(scheme, name);
        }

        @Override
        public Fetching locked(Path file) throws IOException {
            witnesses.content(LockFile.pathOf(file));
            Optional<LockFile> lock = LockFile.beside(file);
            return lock.isEmpty()
                    ? this
                    : (scheme, name) -> unlocked.image(scheme, lock.get().pinned(scheme, name));
        }
    }

    private ImageStore images(Store store, BuildEngine chosenEngine, Fetching fetching) {
        return new ImageStore() {

            @Override
            public List<String> sources() {
                return sources.schemes();
            }

            @Override
            public String seenFrom(Path directory, String scheme, String name) {
                return sources.named(scheme).seenFrom(directory, name);
            }

            @Override
            public Image imported(String scheme, String name) {
                try {
                    return fetching.image(scheme, name);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public ImageStore locked(Path file) {
                try {
                    return images(store, chosenEngine, fetching.locked(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public long built(String key, String script) {
                try {
                    ContainerId container = chosenEngine.build(store, new BuildScript(script));
                    store.names().set(key, container);
                    return container.value();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public String fetch(WebAddress address) {
                return new WebText(downloads.into(store)).of(address);
            }

            @Override
            public OptionalLong mapped(String key) {
                try {
                    return store.names().get(key).stream()
                            .mapToLong(ContainerId::value)
                            .findFirst();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
