package io.plash.text;

import io.plash.api.PlashException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Words of the POSIX shell (XCU, section 2.2): how to write them, and how a shell reads them. */
public final class ShellWords {

    /** What a shell takes literally wherever it stands in a command. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /** The word that a shell reads as exactly this text; in single quotes only if it needs them. */
    public static String quote(String text) {
        // A single quote cannot stand between single quotes, so it leaves them: 'it'"'"'s'.
        return SAFE.matcher(text).matches() ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }

    /** The words, quoted, as one line. */
    public static String join(List<String> words) {
        return String.join(" ", words.stream().map(ShellWords::quote).toList());
    }

    /**
     * The words that a shell would make of this text, if nothing in it were expanded.
     *
     * @throws PlashException if a quote is not closed
     */
    public static List<String> split(String text) {
        ShellWords shell = new ShellWords(text);
        while (shell.at < text.length()) {
            shell.readCharacter();
        }
        shell.endWord();
        return shell.words;
    }

    private void readCharacter() {
        char c = text.charAt(at++);
        switch (c) {
            case ' ', '\t', '\n' -> endWord();
            case '\'' -> {
                int end = text.indexOf('\'', at);
                requireClosed(end >= 0, c);
                append(text.substring(at, end));
                at = end + 1;
            }
            case '"' -> readDoubleQuotes();
            case '\\' -> readEscaped();
            default -> append(String.valueOf(c));
        }
    }

    private void readDoubleQuotes() {
        append("");
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length() && "$`\"\\\n".indexOf(text.charAt(at)) < 0) {
                append("\\");
            } else if (c == '\\') {
                readEscaped();
            } else {
                append(String.valueOf(c));
            }
        }
        requireClosed(at < text.length(), '"');
        at++;
    }

    /** Reads what stands after a backslash; together with a newline it is nothing. */
    private void readEscaped() {
        if (at == text.length()) {
            append("\\");
        } else if (text.charAt(at++) != '\n') {
            append(String.valueOf(text.charAt(at - 1)));
        }
    }

    private void append(String part) {
        word.append(part);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private void requireClosed(boolean closed, char quote) {
        if (!closed) {
            throw new PlashException("no closing " + quote + " in: " + text);
        }
    }
}
