package io.plash.cli.main;

import io.plash.api.PlashException;
import io.plash.api.download.UnreachableException;
import io.plash.host.Messages;
import io.plash.posix.PosixException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.Optional;

/** Tells the user what went wrong. Nothing else prints an error. */
final class ErrorReport {

    private final Messages messages;

    ErrorReport(Messages messages) {
        this.messages = messages;
    }

    /** Prints an error and returns the exit status. */
    int report(Exception e) {
        messages.debug(stackTrace(e));
        if (e instanceof PlashException plash) {
            return report(plash);
        }
        if (e instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return report(wrapped.getCause());
        }
        if (e instanceof IOException) {
            messages.error(words(e).orElseGet(() -> e.getClass().getSimpleName()));
            hint(e).ifPresent(messages::hint);
            return 1;
        }
        if (e instanceof InvalidPathException name) {
            String input = name.getInput().isEmpty() ? "''" : name.getInput();
            messages.error("cannot use " + input + " as a path: " + name.getReason());
            return 1;
        }
        messages.error("internal error: " + e);
        messages.hint("please report this, with what `PLASH_DEBUG=1` prints");
        return 1;
    }

    private int report(PlashException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        if (!message.isEmpty()) {
            Optional<String> reason =
                    e.getCause() instanceof IOException cause ? reason(cause, message) : Optional.empty();
            messages.error(message + reason.map(words -> ": " + words).orElse(""));
            Optional.ofNullable(e.hint())
                    .filter(hint -> !hint.isEmpty())
                    .or(() -> hint(e))
                    .ifPresent(messages::hint);
        }
        return e.exitStatus();
    }

    /** Of a system call, unless the message says it already. */
    private static Optional<String> reason(IOException e, String message) {
        return e instanceof PosixException refusal
                ? Optional.of(refusal.reason()).filter(reason -> !message.endsWith(reason))
                : words(e).filter(words -> !message.contains(words));
    }

    /** Of a server that could not be reached. */
    private static Optional<String> hint(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreachableException unreachable) {
                return Optional.of(unreachable.hint());
            }
        }
        return Optional.empty();
    }

    private static String stackTrace(Exception e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** What an exception of the JDK says; those of files say only the name of the file. */
    private static Optional<String> words(Throwable e) {
        if (e instanceof FileSystemException file) {
            String reason = Optional.ofNullable(file.getReason()).orElseGet(() -> kind(file));
            return Optional.of(file.getFile() + ": " + reason.toLowerCase(Locale.ROOT));
        }
        return Optional.ofNullable(e.getMessage());
    }

    private static String kind(FileSystemException e) {
        return e.getClass().getSimpleName().replace("Exception", "").replaceAll("([a-z])([A-Z])", "$1 $2");
    }
}
