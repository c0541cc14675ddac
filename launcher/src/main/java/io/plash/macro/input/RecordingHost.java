package io.plash.macro.input;

import io.plash.api.PlashException;
import io.plash.api.macro.Images;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The host as one evaluation sees it. It remembers everything that it was asked. */
public final class RecordingHost implements Images {

    private final Map<String, String> environment;
    private final Path caller;
    private final InputStream stdin;
    private ImageStore images;

    private final FileMemory files = new FileMemory();
    private final Map<String, Optional<String>> variables = new LinkedHashMap<>();
    private final Map<String, OptionalLong> containers = new LinkedHashMap<>();
    private boolean callerMatters;
    private @Nullable Path program;
    private @Nullable String unrepeatable;

    /**
     * Nothing has been asked yet.
     *
     * @param environment the caller's environment as raw text
     * @param caller the caller's directory, where relative names start; absolute
     * @param stdin the caller's standard input; read only by the macros that say so, never closed
     */
    public RecordingHost(Map<String, String> environment, Path caller, InputStream stdin, ImageStore images) {
        this.environment = Map.copyOf(environment);
        this.caller = caller;
        this.stdin = stdin;
        this.images = images;
    }

    /** Everything that it was asked up to now. */
    public Inputs inputs() {
        return new Inputs(
                callerMatters ? Optional.of(caller) : Optional.empty(),
                files.files(),
                variables,
                containers,
                Optional.ofNullable(unrepeatable).or(files::unreliable));
    }

    /** Remembers that the evaluation cannot be spared a later time; the first reason is kept. */
    public void cannotBeRepeated(String reason) {
        if (unrepeatable == null) {
            unrepeatable = reason;
        }
    }

    /** The value of an environment variable. */
    public Optional<String> variable(String name) {
        Optional<String> value = Optional.ofNullable(environment.get(name));
        variables.put(name, value);
        return value;
    }

    /**
     * Everything in a file.
     *
     * @throws PlashException if it cannot be read
     */
    public String read(String name) {
        return file(name).text(files);
    }

    /**
     * Everything in a build file that is a program. From now on relative names start at the directory of the file.
     *
     * @throws PlashException if it cannot be read
     */
    public String readProgram(String name) {
        HostFile file = file(name);
        String text = file.text(files);
        program = file.path();
        return text;
    }

    /** What an evaluation gives in which images are those that they were when a build file was locked, if it was. */
    public <T> T lockedBy(String name, Supplier<T> evaluation) {
        ImageStore around = images;
        images = images.locked(file(name).path());
        try {
            return evaluation.get();
        } finally {
            images = around;
        }
    }

    /**
     * A digest of files and of all that is in directories.
     *
     * @throws PlashException if one cannot be read
     */
    public String digest(List<String> names) {
        PathHash hash = new PathHash(files);
        names.forEach(name -> hash.add(file(name)));
        return hash.hex();
    }

    /**
     * What is left of standard input.
     *
     * @throws PlashException if it cannot be read
     */
    public String stdin() {
        try {
            return RawText.decode(stdin.readAllBytes());
        } catch (IOException e) {
            throw new PlashException("cannot read standard input", null, e);
        }
    }

    @Override
    public List<String> sources() {
        return images.sources();
    }

    @Override
    public long containerOf(String scheme, String name) {
        Path parent = program == null ? null : program.getParent();
        String seen = images.seenFrom(parent == null ? caller : parent, scheme, name);
        if (program == null && !seen.equals(name)) {
            RawPath.named(name);
            callerMatters = true;
        }
        ImageStore.Image image = images.imported(scheme, seen);
        containers.put(image.key(), OptionalLong.of(image.container()));
        return image.container();
    }

    @Override
    public OptionalLong mapped(String key) {
        OptionalLong container = images.mapped(key);
        containers.put(key, container);
        return container;
    }

    @Override
    public long built(String key, String script) {
        long container = images.built(key, script);
        containers.put(key, OptionalLong.of(container));
        return container;
    }

    /**
     * A text of the web.
     *
     * @throws PlashException if it cannot be fetched
     */
    public String fetch(String url) {
        return images.fetch(WebAddress.of(url));
    }

    private HostFile file(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new PlashException("not a file name: '" + name.replace("\0", "\\0") + "'");
        }
        Path path = RawPath.of(name);
        if (program != null) {
            return new HostFile(name, program.resolveSibling(path));
        }
        RawPath.named(name);
        callerMatters |= !path.isAbsolute();
        return new HostFile(name, caller.resolve(path));
    }
}
