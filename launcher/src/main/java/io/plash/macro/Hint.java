package io.plash.macro;

import io.plash.api.PlashException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the script that is not for the shell, which takes it for a comment, but for plash.
 *
 * @param name what is said, such as {@code image}; plash ignores names that it does not know
 * @param value about what, or null
 */
public record Hint(String name, @Nullable String value) {

    /** The end of a layer: a hint without value. */
    public static final String LAYER = "layer";

    /** The container that the build starts from; the last one counts. */
    public static final String IMAGE = "image";

    /** The program that the container is for; the last one counts. */
    public static final String EXEC = "exec";

    /** A variable of the caller that this program gets; there may be several. */
    public static final String USE_ENV = "use-env";

    /** The user of the container that its program runs as; the last one counts. */
    public static final String USER = "user";

    /** That its program runs as the caller. It has a value, which means nothing. */
    public static final String KEEP_ID = "keep-id";

    private static final String START = "### plash hint: ";

    /** Refuses what would not be one line. */
    public Hint {
        if (name.isEmpty()) {
            throw new PlashException("a hint needs a name");
        }
        if (name.contains("\n") || (value != null && value.contains("\n"))) {
            throw new PlashException("a hint must be one line: " + name);
        }
    }

    /** A hint without value. */
    public Hint(String name) {
        this(name, null);
    }

    /** The hint that this line is, if it is one. */
    static Optional<Hint> parse(String line) {
        if (!line.startsWith(START) || line.length() == START.length()) {
            return Optional.empty();
        }
        String text = line.substring(START.length());
        int equals = text.indexOf('=');
        if (equals == 0) {
            return Optional.empty();
        }
        return Optional.of(
                equals < 0 ? new Hint(text) : new Hint(text.substring(0, equals), text.substring(equals + 1)));
    }

    /** The line, without newline. */
    public String line() {
        return START + name + (value == null ? "" : "=" + value);
    }
}
