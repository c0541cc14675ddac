package io.plash.cli.main;

import io.plash.api.PlashException;
import io.plash.host.Environment;
import io.plash.text.RawText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;

/** Tells the user what went wrong. Nothing else prints an error. */
final class ErrorReport {

    private final PrintStream err;
    private final Environment environment;

    ErrorReport(PrintStream err, Environment environment) {
        this.err = err;
        this.environment = environment;
    }

    /** Prints an error and returns the exit status. */
    int report(Exception e) {
        if (environment.isSet("PLASH_DEBUG")) {
            e.printStackTrace(err);
        }
        if (e instanceof PlashException plash) {
            return report(plash);
        }
        if (e instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return report(wrapped.getCause());
        }
        if (e instanceof IOException) {
            line("error", words(e));
            return 1;
        }
        line("error", "internal error: " + e);
        line("hint", "please report this, with what `PLASH_DEBUG=1` prints");
        return 1;
    }

    private int report(PlashException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        if (!message.isEmpty()) {
            line("error", e.getCause() instanceof IOException cause ? message + ": " + words(cause) : message);
            Optional.ofNullable(e.hint()).filter(hint -> !hint.isEmpty()).ifPresent(hint -> line("hint", hint));
        }
        return e.exitStatus();
    }

    /** What an exception of the JDK says; those of files say only the name of the file. */
    private static String words(Throwable e) {
        if (e instanceof FileSystemException file) {
            String reason = Optional.ofNullable(file.getReason()).orElseGet(() -> kind(file));
            return file.getFile() + ": " + reason.toLowerCase(Locale.ROOT);
        }
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }

    private static String kind(FileSystemException e) {
        return e.getClass().getSimpleName().replace("Exception", "").replaceAll("([a-z])([A-Z])", "$1 $2");
    }

    /** Names come from anywhere; what would steer a terminal is shown instead of sent. */
    private void line(String kind, String text) {
        StringBuilder line = new StringBuilder("plash: ").append(kind).append(": ");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        byte[] bytes = RawText.encode(line.append('\n').toString());
        err.write(bytes, 0, bytes.length);
        err.flush();
    }
}
