package io.plash.macro.builtin;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.macro.Hint;
import io.plash.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Macros about files, of the container and of the host. */
final class FileMacros {

    private static final String ENTRYPOINT = "/entrypoint";

    private FileMacros() {}

    static List<Macro> all() {
        return List.of(
                new BodyMacro(
                        "write-file",
                        "FILE [LINE...]",
                        "Append lines to a file, which is made if it is not there",
                        (call, context) -> Optional.of(write(call.argument(0), call.argumentsAfter(1)))),
                new BodyMacro(
                        "write-script",
                        "FILE [LINE...]",
                        "Append lines to a file, and make it executable",
                        (call, context) -> Optional.of(writeScript(call.argument(0), call.argumentsAfter(1)))),
                new BodyMacro(
                        "entrypoint-script",
                        "[LINE...]",
                        "Write a script that is the program that the container is for",
                        (call, context) -> Optional.of(entrypointScript(call.arguments()))),
                new BodyMacro(
                        "hash-path",
                        "PATH...",
                        "Build this layer anew when one of these files of the host changes",
                        FileMacros::hash));
    }

    private static String write(String file, List<String> lines) {
        String name = ShellWords.quote(file);
        StringBuilder script = new StringBuilder("touch ").append(name);
        for (String line : lines) {
            // Not echo: shells disagree about what it does to backslashes and to a leading -n.
            script.append("\nprintf '%s\\n' ").append(ShellWords.quote(line));
            script.append(" >> ").append(name);
        }
        return script.toString();
    }

    private static String writeScript(String file, List<String> lines) {
        return write(file, lines) + "\nchmod 755 " + ShellWords.quote(file);
    }

    private static String entrypointScript(List<String> given) {
        List<String> lines = new ArrayList<>(given);
        if (!lines.isEmpty() && !lines.get(0).startsWith("#!")) {
            lines.add(0, "#!/bin/sh");
        }
        return new Hint(Hint.EXEC, ENTRYPOINT).line() + "\n" + writeScript(ENTRYPOINT, lines);
    }

    private static Optional<String> hash(MacroCall call, MacroContext context) {
        return Optional.of(": hash: " + context.digest(call.arguments()));
    }
}
