package io.plash.macro.builtin;

import io.plash.macro.Macro;
import java.util.List;
import java.util.stream.Stream;

/** All macros that plash brings along. */
public final class BuiltinMacros {

    private BuiltinMacros() {}

    /** The macros, in the order in which to show them. */
    public static List<Macro> all() {
        return Stream.of(
                        FromMacros.all(), ScriptMacros.all(), FileMacros.all(), EvalMacros.all(), PackageManagers.all())
                .flatMap(List::stream)
                .toList();
    }
}
