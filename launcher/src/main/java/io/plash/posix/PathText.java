package io.plash.posix;

import io.plash.text.RawText;

/** A path from a stranger, as it may be shown. */
public final class PathText {

    private PathText() {}

    /**
     * The path with all that could steer a terminal or hide in it written as {@code \xNN} or {@code \\uNNNN}: control
     * characters, bytes that are no UTF-8, and what changes the direction of text.
     */
    public static String show(byte[] path) {
        StringBuilder shown = new StringBuilder(path.length);
        RawText.decode(path).codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (Character.getType(c)) {
            case Character.SURROGATE -> shown.append(String.format("\\x%02x", c & 0xFF));
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                shown.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c));
            default -> shown.appendCodePoint(c);
        }
    }
}
