package io.plash.launch.plan;

import java.util.List;

/**
 * How the program of a launch plan is started.
 *
 * @param export the environment variables that it sees, if they are set; only for a program in a container, for one of the
 *     host sees them all
 * @param words what its command begins with, before the arguments that the user typed: lines of text, none of them empty
 */
public record Program(List<String> export, List<String> words) {

    /** As the user typed it, with nothing in front. */
    public static final Program AS_TYPED = new Program(List.of(), List.of());

    public Program {
        export = List.copyOf(export);
        words = List.copyOf(words);
    }

    /** In a container, seeing these variables. */
    public static Program seeing(List<String> export) {
        return new Program(export, List.of());
    }

    /** The same with a command that begins with these words. */
    public Program withWords(List<String> command) {
        return new Program(export, command);
    }
}
