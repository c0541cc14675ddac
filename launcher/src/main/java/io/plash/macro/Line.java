package io.plash.macro;

/**
 * One line of a build file, or one argument of the command line, which is the same thing.
 *
 * @param source the name of the file as the user typed it, or empty for the command line
 * @param number its number there, from 1
 * @param text the line without its newline
 */
public record Line(String source, int number, String text) {

    /** What an error message about this line starts with: nothing for the command line, which the user has in view. */
    String place() {
        return source.isEmpty() ? "" : source + ":" + number + ": ";
    }
}
