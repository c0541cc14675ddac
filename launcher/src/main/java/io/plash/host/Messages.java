package io.plash.host;

import io.plash.text.RawText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What plash tells the user, line by line, on stderr. Nothing else writes there.
 *
 * <p>File names, image names and the answers of servers are part of it, so whatever would steer a terminal is shown
 * instead of sent: {@code \u001b}.
 */
public final class Messages {

    private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREY = "90";

    private final PrintStream err;
    private final boolean redrawable;
    private final boolean coloured;
    private final boolean debug;

    private Messages(PrintStream err, boolean redrawable, Environment environment) {
        this.err = err;
        this.redrawable = redrawable;
        this.coloured = redrawable && !environment.isSet("NO_COLOR");
        this.debug = environment.isSet("PLASH_DEBUG");
    }

    /**
     * To this stream, which is our stderr. It is coloured if stderr is a terminal, unless {@code NO_COLOR} is set (see
     * no-color.org) or {@code TERM} says that the terminal cannot.
     */
    public static Messages to(PrintStream err, Environment environment) {
        boolean dumb = environment.get("TERM").orElse("dumb").equals("dumb");
        return new Messages(err, !dumb && isTerminal(), environment);
    }

    /** isatty(3) would first have to load a library. */
    private static boolean isTerminal() {
        try {
            Path file = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
            return TERMINAL.matcher(file.toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether stderr is a terminal on which a line can be replaced by another. */
    public boolean redrawable() {
        return redrawable;
    }

    /** What could not be done. */
    public void error(String text) {
        labelled(RED, "error", text);
    }

    /** What the user can do about it. */
    public void hint(String text) {
        labelled(YELLOW, "hint", text);
    }

    /** What the user may want to know. */
    public void note(String text) {
        line("plash: " + visible(text));
    }

    /** That a layer is built. */
    public void layerBuilt() {
        line("--:");
    }

    /** What helps to find a defect, if the user asked for that. */
    public void debug(String text) {
        if (debug) {
            text.lines().forEach(line -> labelled(GREY, "debug", line.replace("\t", "    ")));
        }
    }

    private void labelled(String colour, String label, String text) {
        String start = "plash: " + label + ":";
        line((coloured ? "\033[" + colour + "m" + start + "\033[0m" : start) + " " + visible(text));
    }

    private synchronized void line(String text) {
        byte[] bytes = RawText.encode(text + "\n");
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    /** A text in which whatever would steer a terminal is shown. */
    public static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xDC80 && c < 0xDCA0 && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                shown.append(String.format("\\x%02x", c - 0xDC00));
            } else if (steers(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** The controls of ISO 6429, line separators, and what reorders text (Unicode Standard Annex 9). */
    private static boolean steers(char c) {
        return c < ' '
                || (c >= 0x7F && c < 0xA0)
                || c == 0x061C
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
