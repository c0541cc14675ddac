package io.plash.macro;

import io.plash.api.PlashException;
import io.plash.text.RawText;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A host to evaluate macros on: what its parts say is written in the test. */
public final class TestHost implements Images {

    public final Map<String, String> environment = new LinkedHashMap<>();
    public final Map<String, Long> map = new LinkedHashMap<>();

    /** By {@code scheme:name}. */
    public final Map<String, Long> images = new LinkedHashMap<>();

    public final List<String> sources = new ArrayList<>(List.of("host", "url"));
    public Path directory = Path.of("").toAbsolutePath();
    public String stdin = "";

    private final Collection<Macro> macros;

    public TestHost(Collection<Macro> macros) {
        this.macros = macros;
    }

    /** The script that the arguments make. */
    public String eval(String... arguments) {
        return script(Lines.ofArguments(List.of(arguments)));
    }

    /** The script that a file makes. */
    public String evalFile(String name, String text) {
        return script(Lines.ofFile(name, text));
    }

    private String script(List<MacroCall> calls) {
        ByteArrayInputStream input = new ByteArrayInputStream(RawText.encode(stdin));
        return new Evaluator(new Macros(macros), environment, directory, input, this)
                .script(calls)
                .text();
    }

    @Override
    public List<String> sources() {
        return sources;
    }

    @Override
    public long containerOf(String scheme, String name) {
        Long container = images.get(scheme + ":" + name);
        if (container == null) {
            throw new PlashException("no image: " + scheme + ":" + name);
        }
        return container;
    }

    @Override
    public OptionalLong mapped(String key) {
        Long container = map.get(key);
        return container == null ? OptionalLong.empty() : OptionalLong.of(container);
    }
}
