package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.text.ShellWords;
import java.util.List;
import java.util.Optional;

/**
 * A macro that installs packages.
 *
 * @param name its name
 * @param templates the commands, in which {@code {}} stands for the packages
 */
record PackageManager(String name, List<String> templates) implements Macro {

    PackageManager(String name, String... templates) {
        this(name, List.of(templates));
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public String usage() {
        return "[PACKAGE...]";
    }

    @Override
    public String description() {
        return "Install packages with " + name;
    }

    @Override
    public boolean asksOnlyItsContext() {
        return true;
    }

    /** Without packages there is nothing to do, not even to update the index. */
    @Override
    public Optional<String> call(MacroCall call, MacroContext context) {
        return install(call.arguments());
    }

    Optional<String> install(List<String> packages) {
        if (packages.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join("\n", templates).replace("{}", ShellWords.join(packages)));
    }
}
