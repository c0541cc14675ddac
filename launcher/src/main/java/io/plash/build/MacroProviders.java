package io.plash.build;

import io.plash.api.macro.MacroProvider;
import io.plash.build.image.ImageSources;
import io.plash.macro.Macros;
import io.plash.macro.builtin.BuiltinMacros;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Who brings macros along: plash, and the extensions there are. */
public class MacroProviders {

    private final MacroProvider plash;
    private final List<MacroProvider> extensions;

    @Inject
    MacroProviders(ImageSources sources, @Any Instance<MacroProvider> extensions) {
        this.plash = new BuiltinMacros(sources.schemes());
        this.extensions = extensions.stream()
                .sorted(Comparator.comparing(MacroProvider::name))
                .toList();
    }

    /** All of them, plash first, the others sorted by name. */
    public List<MacroProvider> all() {
        return Stream.concat(Stream.of(plash), extensions.stream()).toList();
    }

    /** The macros that an evaluation starts with, and those that it can import. */
    Macros macros() {
        return new Macros(plash, extensions);
    }
}
