package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroProvider;
import java.util.List;
import java.util.stream.Stream;

/** All macros that plash brings along. */
public final class BuiltinMacros implements MacroProvider {

    @Override
    public String name() {
        return "plash";
    }

    @Override
    public List<Macro> macros() {
        return Stream.of(
                        FromMacros.all(), ScriptMacros.all(), FileMacros.all(), EvalMacros.all(), PackageManagers.all())
                .flatMap(List::stream)
                .toList();
    }
}
