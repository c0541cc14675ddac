package io.plash.macro;

import io.plash.api.PlashException;
import io.plash.api.macro.MacroProvider;
import io.plash.macro.input.ImageStore;
import io.plash.macro.input.Inputs;
import io.plash.macro.input.RecordingHost;
import io.plash.macro.input.WebAddress;
import io.plash.text.RawText;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A host to evaluate macros on: what its parts say is written in the test. */
public final class TestHost implements ImageStore {

    public final Map<String, String> environment = new LinkedHashMap<>();
    public final Map<String, Long> map = new LinkedHashMap<>();
    public final Map<String, String> built = new LinkedHashMap<>();
    public final Map<String, String> web = new LinkedHashMap<>();

    /** By {@code scheme:name}. */
    public final Map<String, Long> images = new LinkedHashMap<>();

    public final List<String> sources = new ArrayList<>(List.of("host", "url"));
    public Path directory = Path.of("").toAbsolutePath();
    public String stdin = "";

    private final MacroProvider macros;
    private final List<MacroProvider> more;

    public TestHost(MacroProvider macros, MacroProvider... more) {
        this.macros = macros;
        this.more = List.of(more);
    }

    /** The script that the arguments make. */
    public String eval(String... arguments) {
        return evaluate(Lines.ofArguments(List.of(arguments))).script().text();
    }

    /** The script that a file makes. */
    public String evalFile(String name, String text) {
        return evaluate(Lines.ofFile(name, text)).script().text();
    }

    /** What the script that the arguments make depends on. */
    public Inputs inputs(String... arguments) {
        return evaluate(Lines.ofArguments(List.of(arguments))).inputs();
    }

    /** What the script of a build file that is a program depends on. */
    public Inputs inputsOfProgram(String name) {
        RecordingHost recording = recording();
        String text = recording.readProgram(name);
        return evaluate(Lines.ofFile(name, text), recording).inputs();
    }

    private Evaluation evaluate(List<PlacedCall> calls) {
        return evaluate(calls, recording());
    }

    private Evaluation evaluate(List<PlacedCall> calls, RecordingHost recording) {
        return new Evaluator(new Macros(macros, more), recording).evaluate(calls);
    }

    private RecordingHost recording() {
        return new RecordingHost(environment, directory, new ByteArrayInputStream(RawText.encode(stdin)), this);
    }

    @Override
    public List<String> sources() {
        return sources;
    }

    /** Names that begin with {@code oci:} have a path behind it. */
    @Override
    public String seenFrom(Path from, String scheme, String name) {
        return name.startsWith("oci:") ? "oci:" + from.resolve(name.substring(4)) : name;
    }

    @Override
    public Image imported(String scheme, String name) {
        Long container = images.get(scheme + ":" + name);
        if (container == null) {
            throw new PlashException("no image: " + scheme + ":" + name);
        }
        return new Image(scheme + ":" + name, container);
    }

    /** Has the images {@code FILE#scheme:name}, if there are any. */
    @Override
    public ImageStore locked(Path file) {
        TestHost locked = new TestHost(macros);
        images.forEach((name, container) -> {
            if (name.startsWith(file.getFileName() + "#")) {
                locked.images.put(name.substring(name.indexOf('#') + 1), container);
            }
        });
        return locked.images.isEmpty() ? this : locked;
    }

    @Override
    public long built(String key, String script) {
        built.put(key, script);
        map.put(key, 99L);
        return 99;
    }

    @Override
    public String fetch(WebAddress address) {
        String text = web.get(address.url());
        if (text == null) {
            throw new PlashException("cannot fetch " + address.url());
        }
        return text;
    }

    @Override
    public OptionalLong mapped(String key) {
        Long container = map.get(key);
        return container == null ? OptionalLong.empty() : OptionalLong.of(container);
    }
}
