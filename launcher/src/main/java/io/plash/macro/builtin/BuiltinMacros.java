package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroProvider;
import java.util.List;
import java.util.stream.Stream;

/** All macros that plash brings along. */
public final class BuiltinMacros implements MacroProvider {

    private final List<String> sources;

    /**
     * All of them.
     *
     * @param sources the schemes of the image sources there are; each has a macro
     */
    public BuiltinMacros(List<String> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Those that need not be asked for an image source. */
    public BuiltinMacros() {
        this(List.of());
    }

    @Override
    public String name() {
        return "plash";
    }

    @Override
    public List<Macro> macros() {
        return Stream.of(
                        FromMacros.all(sources),
                        ScriptMacros.all(),
                        FileMacros.all(),
                        EvalMacros.all(),
                        ImportMacros.all(),
                        PackageManagers.all())
                .flatMap(List::stream)
                .toList();
    }
}
