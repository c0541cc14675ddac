package io.plash.macro;

import io.plash.api.PlashException;
import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.macro.input.RecordingHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls macros and puts their texts together. */
public final class Evaluator {

    /** Nobody nests this deep on purpose; a file that evaluates itself gets here before the stack ends. */
    private static final int DEEPEST = 100;

    private final Macros macros;
    private final RecordingHost host;
    private int depth;

    /**
     * Prepares one evaluation.
     *
     * @param macros the macros there are; the evaluation may change them
     * @param host what the macros ask for the world around
     */
    public Evaluator(Macros macros, RecordingHost host) {
        this.macros = macros;
        this.host = host;
    }

    /**
     * The script that these calls make, and what it depends on.
     *
     * @throws PlashException if a macro is unknown, called wrongly or fails; the message says which, and where
     */
    public Evaluation evaluate(List<PlacedCall> calls) {
        String text = text(calls).orElse("");
        return new Evaluation(new BuildScript(text.isEmpty() ? "" : text + "\n"), host.inputs());
    }

    /** The texts of these calls, one after the other, without the last newline, or nothing if none gave any. */
    Optional<String> text(List<PlacedCall> calls) {
        List<String> texts = new ArrayList<>();
        depth++;
        try {
            calls.forEach(call -> text(call).ifPresent(texts::add));
        } finally {
            depth--;
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts));
    }

    private Optional<String> text(PlacedCall placed) {
        MacroCall call = placed.call();
        Macros.Known known = macros.find(call.name()).orElseThrow(() -> unknown(placed));
        try {
            if (depth > DEEPEST) {
                throw new PlashException("more than " + DEEPEST + " evaluations inside each other");
            }
            checkArguments(known.macro(), call);
            CallContext context = new CallContext(placed, this, macros, host);
            if (!known.macro().asksOnlyItsContext()) {
                context.cannotBeRepeated("may depend on anything, for " + known.provider() + " does not say");
            }
            return known.macro().call(call, context);
        } catch (PlacedException e) {
            throw e;
        } catch (PlashException e) {
            // Whoever reports it adds what the system said.
            Exception cause = e.getCause() instanceof IOException reason ? reason : e;
            throw failed(placed, e.getMessage(), e.hint(), cause, e.exitStatus());
        } catch (IOException e) {
            throw failed(placed, e.getMessage(), null, e, 1);
        }
    }

    private static PlacedException failed(
            PlacedCall placed, @Nullable String message, @Nullable String hint, Exception cause, int exitStatus) {
        if ("".equals(message)) {
            // Whoever said it was another process, which has printed it.
            return new PlacedException("", null, cause, exitStatus);
        }
        String option = MacroCall.option(placed.call().name());
        return new PlacedException(placed.line().place() + option + ": " + message, hint, cause, exitStatus);
    }

    private static void checkArguments(Macro macro, MacroCall call) {
        try {
            Usage.of(macro.usage()).check(call.arguments().size());
        } catch (PlashException e) {
            String usage = "usage: " + MacroCall.option(call.name()) + " " + macro.usage();
            throw new PlashException(String.valueOf(e.getMessage()), usage.strip(), e);
        }
    }

    private PlacedException unknown(PlacedCall placed) {
        String option = MacroCall.option(placed.call().name());
        String message = placed.line().place() + "unknown macro: " + option;
        return new PlacedException(message, hintAt(placed), null, 1);
    }

    private String hintAt(PlacedCall placed) {
        String text = placed.line().text();
        String name = placed.call().name();
        if (text.matches("(?s)-[^-]\\S.*")) {
            // Perhaps not meant as macros at all, but as text that happens to start with a dash.
            return "if `" + text + "` is an argument, write `--\\ " + text + "`";
        }
        int equals = name.indexOf('=');
        if (equals > 0) {
            return "write `" + MacroCall.option(name.substring(0, equals)) + " " + name.substring(equals + 1) + "`";
        }
        List<String> close =
                macros.closeTo(name).stream().map(MacroCall::option).toList();
        if (!close.isEmpty()) {
            return "did you mean " + String.join(" or ", close) + "?";
        }
        return name.startsWith("from-")
                ? "`plash help-macros` lists the image sources there are; put the jar of another one among the extensions, see `man plash`"
                : "`plash help-macros` lists the macros there are";
    }

    /** An error that already says which macro failed, and where, so that the calls around it need not. */
    private static final class PlacedException extends PlashException {

        private static final long serialVersionUID = 1L;

        PlacedException(String message, @Nullable String hint, @Nullable Exception cause, int exitStatus) {
            super(message, hint, cause, exitStatus);
        }
    }
}
