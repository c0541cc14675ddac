package io.plash.launch.plan;

import java.util.List;

/**
 * What an image is run as when the user types no command.
 *
 * @param words variables, then the command; none if the image has no program
 * @param directory where it starts; empty for the caller's
 * @param user who runs it, as chroot takes it: {@code UID:GID}, a blank, and the groups with commas; empty for root
 */
public record ImageProgram(List<String> words, String directory, String user) {

    /** The image says nothing. */
    public static final ImageProgram NONE = new ImageProgram(List.of(), "", "");

    public ImageProgram {
        words = List.copyOf(words);
    }

    /** Words as lines of a plan: what has no place in a line is written as {@code printf %b} takes it. */
    List<String> lines() {
        return words.stream().map(ImageProgram::line).toList();
    }

    static String line(String word) {
        String escaped = word.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return escaped.isEmpty() ? "\\c" : escaped;
    }
}
