package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A macro that is no more than a function. */
record BodyMacro(List<String> names, String usage, String description, Body body) implements Macro {

    BodyMacro(String name, String usage, String description, Body body) {
        this(List.of(name), usage, description, body);
    }

    @Override
    public boolean asksOnlyItsContext() {
        return true;
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
