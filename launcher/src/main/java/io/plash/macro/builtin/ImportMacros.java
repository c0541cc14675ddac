package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Macros that say which macros there are. */
final class ImportMacros {

    private ImportMacros() {}

    static List<Macro> all() {
        return List.of(
                new BodyMacro(
                        "import", "PROVIDER...", "Add the macros that an extension brings along", (call, context) -> {
                            call.arguments().forEach(context.macros()::importFrom);
                            return Optional.empty();
                        }),
                new BodyMacro(
                        List.of("reset-imports", "reset_imports"),
                        "",
                        "Forget all macros but this one, --import and --hint",
                        (call, context) -> {
                            context.macros().keepOnly(Set.of("import", "hint", "reset-imports", "reset_imports"));
                            return Optional.empty();
                        }));
    }
}
