package io.plash.build;

import io.plash.download.Downloads;
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
import java.util.List;
import java.util.OptionalLong;

/** From build arguments to containers. */
public class Builds {

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

    /** What these arguments stand for. Images are imported on the way. */
    public Evaluation evaluate(Store store, List<String> arguments) {
        return evaluate(host(store), Lines.ofArguments(arguments));
    }

    /** What a build file that is a program stands for; names in it start at its directory. */
    public Evaluation evaluateFile(Store store, String name) {
        RecordingHost host = host(store);
        return evaluate(host, Lines.ofFile(name, host.readProgram(name)));
    }

    /** The container that these arguments describe. */
    public ContainerId build(Store store, List<String> arguments) throws IOException {
        return build(store, evaluate(store, arguments).script());
    }

    /** The container that a script describes. */
    public ContainerId build(Store store, BuildScript script) throws IOException {
        ContainerId container = engine.build(store, script);
        new Uses(new DataDirectory(store.root()), store.containers()).record(container);
        return container;
    }

    /** The container that the script of a build file describes; the steps start at the directory of the file. */
    public ContainerId buildFile(Store store, BuildScript script, String name) throws IOException {
        Path directory = RawPath.of(name).toAbsolutePath().getParent();
        return directory == null ? build(store, script) : engine.in(directory).build(store, script);
    }

    private Evaluation evaluate(RecordingHost host, List<PlacedCall> calls) {
        Evaluation evaluation = new Evaluator(providers.macros(), host).evaluate(calls);
        witnesses.inputs(evaluation.inputs());
        return evaluation;
    }

    private RecordingHost host(Store store) {
        return new RecordingHost(environment.variables(), Path.of("").toAbsolutePath(), System.in, images(store));
    }

    private ImageStore images(Store store) {
        return new ImageStore() {

            @Override
            public List<String> sources() {
                return sources.schemes();
            }

            @Override
            public Image imported(String scheme, String name) {
                try {
                    return importer.imported(store, scheme, name, PullPolicy.MISSING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public long built(String key, String script) {
                try {
                    ContainerId container = engine.build(store, new BuildScript(script));
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
