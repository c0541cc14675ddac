package io.plash.build;

import io.plash.host.Environment;
import io.plash.macro.BuildScript;
import io.plash.macro.Evaluation;
import io.plash.macro.Evaluator;
import io.plash.macro.Lines;
import io.plash.macro.Macros;
import io.plash.macro.builtin.BuiltinMacros;
import io.plash.macro.input.ImageStore;
import io.plash.macro.input.RecordingHost;
import io.plash.store.ContainerId;
import io.plash.store.Store;
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
    private final BuildEngine engine;
    private final Environment environment;

    @Inject
    Builds(ImageImporter importer, ImageSources sources, BuildEngine engine, Environment environment) {
        this.importer = importer;
        this.sources = sources;
        this.engine = engine;
        this.environment = environment;
    }

    /** What these arguments stand for. Images are imported on the way. */
    public Evaluation evaluate(Store store, List<String> arguments) {
        RecordingHost host =
                new RecordingHost(environment.variables(), Path.of("").toAbsolutePath(), System.in, images(store));
        return new Evaluator(new Macros(new BuiltinMacros(), List.of()), host).evaluate(Lines.ofArguments(arguments));
    }

    /** The container that these arguments describe. */
    public ContainerId build(Store store, List<String> arguments) throws IOException {
        return build(store, evaluate(store, arguments).script());
    }

    /** The container that a script describes. */
    public ContainerId build(Store store, BuildScript script) throws IOException {
        return engine.build(store, script);
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
