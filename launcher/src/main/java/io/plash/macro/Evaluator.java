package io.plash.macro;

import io.plash.api.PlashException;
import io.plash.text.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls macros and puts their texts together. */
public final class Evaluator implements MacroContext {

    /** Nobody nests this deep on purpose; a file that evaluates itself gets here before the stack ends. */
    private static final int DEEPEST = 100;

    private final Macros macros;
    private final Map<String, String> environment;
    private final Path directory;
    private final InputStream stdin;
    private final Images images;
    private int depth;

    /**
     * Prepares one evaluation.
     *
     * @param macros the macros there are; the evaluation may define more in it
     * @param environment the caller's environment as raw text
     * @param directory where relative names start: the caller's directory, or that of an executable build file
     * @param stdin the caller's standard input; read only by the macros that say so, never closed
     */
    public Evaluator(Macros macros, Map<String, String> environment, Path directory, InputStream stdin, Images images) {
        this.macros = macros;
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.stdin = stdin;
        this.images = images;
    }

    /**
     * The script that these calls make.
     *
     * @throws PlashException if a macro is unknown, called wrongly or fails; the message says which, and where
     */
    public BuildScript script(List<MacroCall> calls) {
        String text = evaluate(calls).orElse("");
        return new BuildScript(text.isEmpty() ? "" : text + "\n");
    }

    @Override
    public Optional<String> evaluate(List<MacroCall> calls) {
        List<String> texts = new ArrayList<>();
        depth++;
        try {
            calls.forEach(call -> call(call).ifPresent(texts::add));
        } finally {
            depth--;
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts));
    }

    private Optional<String> call(MacroCall call) {
        Macro macro = macros.find(call.name()).orElseThrow(() -> unknown(call));
        try {
            if (depth > DEEPEST) {
                throw new PlashException("more than " + DEEPEST + " evaluations inside each other");
            }
            checkArguments(macro, call);
            return macro.call(call, this);
        } catch (PlacedException e) {
            throw e;
        } catch (PlashException e) {
            throw failed(call, e.getMessage(), e.hint(), e, e.exitStatus());
        } catch (IOException e) {
            throw failed(call, e.getMessage(), null, e, 1);
        }
    }

    private static PlacedException failed(
            MacroCall call, @Nullable String message, @Nullable String hint, Exception cause, int exitStatus) {
        String placed = call.line().place() + MacroCall.option(call.name()) + ": " + message;
        return new PlacedException(placed, hint, cause, exitStatus);
    }

    private static void checkArguments(Macro macro, MacroCall call) {
        try {
            Usage.of(macro.usage()).check(call.arguments().size());
        } catch (PlashException e) {
            String usage = "usage: " + MacroCall.option(call.name()) + " " + macro.usage();
            throw new PlashException(String.valueOf(e.getMessage()), usage.strip(), e);
        }
    }

    private PlacedException unknown(MacroCall call) {
        String message = call.line().place() + "unknown macro: " + MacroCall.option(call.name());
        return new PlacedException(message, hintAt(call), null, 1);
    }

    private String hintAt(MacroCall call) {
        String text = call.line().text();
        if (text.matches("(?s)-[^-]\\S.*")) {
            // Perhaps not meant as macros at all, but as text that happens to start with a dash.
            return "if `" + text + "` is an argument, write `--\\ " + text + "`";
        }
        int equals = call.name().indexOf('=');
        if (equals > 0) {
            return "write `" + MacroCall.option(call.name().substring(0, equals)) + " "
                    + call.name().substring(equals + 1) + "`";
        }
        List<String> close =
                macros.closeTo(call.name()).stream().map(MacroCall::option).toList();
        return close.isEmpty()
                ? "`plash help-macros` lists the macros there are"
                : "did you mean " + String.join(" or ", close) + "?";
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Path path(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new PlashException("not a file name: '" + name.replace("\0", "\\0") + "'");
        }
        return directory.resolve(RawPath.of(name));
    }

    @Override
    public InputStream stdin() {
        return stdin;
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public void define(Macro macro) {
        macros.define(macro);
    }

    /** An error that already says which macro failed, and where, so that the calls around it need not. */
    private static final class PlacedException extends PlashException {

        private static final long serialVersionUID = 1L;

        PlacedException(String message, @Nullable String hint, @Nullable Exception cause, int exitStatus) {
            super(message, hint, cause, exitStatus);
        }
    }
}
