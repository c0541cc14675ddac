package io.plash.macro.builtin;

import io.plash.macro.Macro;
import io.plash.macro.MacroCall;
import io.plash.macro.MacroContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A macro that is no more than a function. */
record BodyMacro(List<String> names, String usage, String description, Body body) implements Macro {

    BodyMacro(String name, String usage, String description, Body body) {
        this(List.of(name), usage, description, body);
    }

    @Override
    public Optional<String> call(MacroCall call, MacroContext context) throws IOException {
        return body.call(call, context);
    }

    /** What the macro does. */
    @FunctionalInterface
    interface Body {

        Optional<String> call(MacroCall call, MacroContext context) throws IOException;
    }
}
