package io.plash.launch.plan;

import java.util.List;

/**
 * How the program of a launch plan is started.
 *
 * @param export the environment variables that it sees, if they are set; only for a program in a container, for one of the
 *     host sees them all
 * @param words what its command begins with, before the arguments that the user typed: lines of text, none of them empty
 * @param otherwise what is run if there are neither words nor arguments
 * @param user who runs it, as {@link ImageProgram#user} says it; empty for root, or for whom {@code otherwise} says;
 *     {@code keep UID:GID} for the caller, in a user namespace of the program's own that has only these ids
 */
public record Program(List<String> export, List<String> words, ImageProgram otherwise, String user) {

    /** As the user typed it, with nothing in front. */
    public static final Program AS_TYPED = new Program(List.of(), List.of(), ImageProgram.NONE, "");

    public Program {
        export = List.copyOf(export);
        words = List.copyOf(words);
    }

    /** In a container, seeing these variables. */
    public static Program seeing(List<String> export) {
        return new Program(export, List.of(), ImageProgram.NONE, "");
    }

    /** The same with a command that begins with these words. */
    public Program withWords(List<String> command) {
        return new Program(export, command, otherwise, user);
    }

    /** The same, running this if the user types no command. */
    public Program otherwise(ImageProgram image) {
        return new Program(export, words, image, user);
    }

    /** The same, run by this user. */
    public Program by(String someone) {
        return new Program(export, words, otherwise, someone);
    }
}
