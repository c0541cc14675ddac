package io.plash.macro.builtin;

import io.plash.api.PlashException;
import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.macro.Hint;
import io.plash.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Macros that write lines of the script. */
final class ScriptMacros {

    /** What the shell accepts on the left of an assignment (POSIX, XBD 3.216). */
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ScriptMacros() {}

    static List<Macro> all() {
        return List.of(
                new BodyMacro(
                        List.of("run", "x"),
                        "[LINE...]",
                        "Run these lines of shell script",
                        (call, context) -> Optional.of(String.join("\n", call.arguments()))),
                new BodyMacro(
                        "inline",
                        "[WORD...]",
                        "Run these words as one line of shell script",
                        (call, context) -> Optional.of(String.join(" ", call.arguments()))),
                new BodyMacro("run-stdin", "", "Run the shell script on standard input", ScriptMacros::runStdin),
                new BodyMacro(
                        List.of("layer", "l"),
                        "[MACRO] [ARG...]",
                        "Start a new layer, or call a macro once for each argument, each in a layer of its own",
                        ScriptMacros::layer),
                new BodyMacro(
                        "import-env",
                        "NAME[:ALIAS]...",
                        "Set variables to the values that they have on the host now",
                        ScriptMacros::importEnv),
                new BodyMacro(
                        "env",
                        "NAME=VALUE...",
                        "Set and export variables for the rest of the layer",
                        ScriptMacros::env),
                new BodyMacro(
                        "workdir",
                        "DIR",
                        "Work in this directory, which is made if it is not there, for the rest of the layer",
                        ScriptMacros::workdir),
                new BodyMacro(
                        "invalidate-layer",
                        "",
                        "Build this layer anew each time",
                        (call, context) -> Optional.of(": invalidate cache with " + context.unique())),
                // These change nothing that is built.
                new BodyMacro(
                        "user",
                        "NAME",
                        "Run the command as this user of the container, and not as root",
                        (call, context) -> Optional.of(new Hint(Hint.USER, call.argument(0)).line())),
                new BodyMacro(
                        "keep-id",
                        "",
                        "Run the command as yourself, and not as root",
                        (call, context) -> Optional.of(new Hint(Hint.KEEP_ID, "yes").line())),
                // plash run looks for it among its arguments.
                new BodyMacro(
                        "image-config=off",
                        "",
                        "Run a shell, not the program of the image, where no command is given",
                        (call, context) -> Optional.empty()),
                new BodyMacro("hint", "NAME [VALUE]", "Tell plash something about the container", ScriptMacros::hint),
                new BodyMacro(
                        "entrypoint",
                        "PATH",
                        "Name the program that the container is for",
                        (call, context) -> Optional.of(new Hint(Hint.EXEC, call.argument(0)).line())));
    }

    private static Optional<String> runStdin(MacroCall call, MacroContext context) {
        String script = context.stdin();
        if (script.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(script.endsWith("\n") ? script.substring(0, script.length() - 1) : script);
    }

    private static Optional<String> layer(MacroCall call, MacroContext context) {
        String boundary = new Hint(Hint.LAYER).line();
        List<String> texts = new ArrayList<>(List.of(boundary));
        if (!call.arguments().isEmpty()) {
            for (String argument : call.argumentsAfter(1)) {
                context.call(call.argument(0), List.of(argument)).ifPresent(texts::add);
                texts.add(boundary);
            }
        }
        return Optional.of(String.join("\n", texts));
    }

    private static Optional<String> importEnv(MacroCall call, MacroContext context) {
        List<String> assignments = new ArrayList<>();
        for (String argument : call.arguments()) {
            int colon = argument.indexOf(':');
            String name = colon < 0 ? argument : argument.substring(0, colon);
            String alias = argument.substring(colon + 1);
            if (!VARIABLE.matcher(alias).matches()) {
                throw new PlashException("the shell cannot have a variable of this name: '" + alias + "'");
            }
            context.variable(name).ifPresent(value -> assignments.add(alias + "=" + ShellWords.quote(value)));
        }
        return assignments.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", assignments));
    }

    private static Optional<String> env(MacroCall call, MacroContext context) {
        List<String> exports = new ArrayList<>();
        for (String argument : call.arguments()) {
            int equals = argument.indexOf('=');
            if (equals < 0 || !VARIABLE.matcher(argument.substring(0, equals)).matches()) {
                throw new PlashException("not a variable with a value: '" + argument + "'", "write NAME=VALUE");
            }
            exports.add(
                    "export " + argument.substring(0, equals + 1) + ShellWords.quote(argument.substring(equals + 1)));
        }
        return Optional.of(String.join("\n", exports));
    }

    private static Optional<String> workdir(MacroCall call, MacroContext context) {
        String directory = ShellWords.quote(call.argument(0));
        return Optional.of("mkdir -p -- " + directory + "\ncd -- " + directory);
    }

    private static Optional<String> hint(MacroCall call, MacroContext context) {
        String value = call.arguments().size() > 1 ? call.argument(1) : null;
        return Optional.of(new Hint(call.argument(0), value).line());
    }
}
