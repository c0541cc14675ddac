package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.text.ShellWords;
import java.util.List;
import java.util.Optional;

/** Macros that read more macros from somewhere else. */
final class EvalMacros {

    private EvalMacros() {}

    static List<Macro> all() {
        return List.of(
                new BodyMacro(
                        List.of("eval-file", "include", "I"),
                        "FILE",
                        "Call the macros in a build file",
                        EvalMacros::file),
                new BodyMacro("eval-url", "URL", "Call the macros in a build file on the web", EvalMacros::url),
                new BodyMacro(
                        "eval-github",
                        "USER/REPOSITORY [FILE]",
                        "Call the macros in a build file on GitHub, by default the file plashfile",
                        EvalMacros::github),
                new BodyMacro(
                        "eval-string",
                        "STRING",
                        "Call the macros in a string, which is split into words as a shell does it",
                        (call, context) -> context.evaluate(ShellWords.split(call.argument(0)))),
                new BodyMacro(
                        "eval-stdin", "", "Call the macros in the build file on standard input", EvalMacros::stdin));
    }

    private static Optional<String> file(MacroCall call, MacroContext context) {
        String name = call.argument(0);
        return context.evaluateHostFile(name, withHome(name, context));
    }

    private static Optional<String> url(MacroCall call, MacroContext context) {
        return context.evaluateFile(call.argument(0), context.fetch(call.argument(0)));
    }

    private static Optional<String> github(MacroCall call, MacroContext context) {
        String url = GithubFile.of(call).url(context);
        return context.evaluateFile(url, context.fetch(url));
    }

    /** A shell leaves the tilde of a quoted word, and nobody expands the one in a file. */
    private static String withHome(String name, MacroContext context) {
        boolean tilde = name.equals("~") || name.startsWith("~/");
        return tilde
                ? context.variable("HOME").map(home -> home + name.substring(1)).orElse(name)
                : name;
    }

    private static Optional<String> stdin(MacroCall call, MacroContext context) {
        return context.evaluateFile("standard input", context.stdin());
    }
}
