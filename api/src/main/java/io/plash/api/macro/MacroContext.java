package io.plash.api.macro;

import java.util.List;
import java.util.Optional;

/**
 * What a macro may know of the world, and what it may do to the evaluation that it is part of. One context is for one
 * call.
 *
 * <p>What is asked here is remembered: as long as it stays the same, the evaluation need not be repeated. So the answers
 * are values, and there is no way to get at a file or a stream.
 *
 * <p>All text is raw: a byte that is not valid UTF-8 stands as a lone surrogate ({@code U+DC80} to {@code U+DCFF}).
 */
public interface MacroContext {

    /** The value of the caller's environment variable, or nothing if it is not set. */
    Optional<String> variable(String name);

    /**
     * Everything in a file of the host. A relative name starts at the directory of the build.
     *
     * @throws io.plash.api.PlashException if it cannot be read; the message has the name as it is given here
     */
    String read(String name);

    /**
     * A digest of files of the host and of all that is in directories: names, modes and contents, as 64 hexadecimal
     * digits. The same file under another name has another digest.
     *
     * @throws io.plash.api.PlashException if one cannot be read; the message has its name
     */
    String digest(List<String> names);

    /** The standard input of the command, as far as nobody has read it. With it the evaluation cannot be repeated. */
    String stdin();

    /**
     * A text of the web, of at most a few MiB. If the address ends with {@code #sha256=} and 64 hexadecimal digits, the text
     * has to have this digest; without, the evaluation cannot be repeated.
     *
     * @param url {@code http} or {@code https}
     * @throws io.plash.api.PlashException if it cannot be fetched or has another digest; the message has the address
     */
    String fetch(String url);

    /** A word that no other call gets. With it the evaluation cannot be repeated. */
    String unique();

    /** The images that a build can start from. */
    Images images();

    /**
     * The text that another macro gives for these arguments, as if it stood in the place of this call.
     *
     * @param name the other macro's name, without dashes
     * @throws io.plash.api.PlashException if it fails; the message says where
     */
    Optional<String> call(String name, List<String> arguments);

    /**
     * The text that these lines give, read as the arguments of a command are, or nothing if no macro gave any.
     *
     * @throws io.plash.api.PlashException if one fails; the message says which, and where
     */
    Optional<String> evaluate(List<String> lines);

    /**
     * The text that a build file gives, or nothing if no macro in it gave any.
     *
     * @param source the name of the file, for messages
     * @throws io.plash.api.PlashException if a macro fails; the message says which, and where
     */
    Optional<String> evaluateFile(String source, String text);

    /**
     * The text that a build file of the host gives, or nothing if no macro in it gave any. If the file was locked, its images
     * are those that they were then.
     *
     * @param source the name of the file, for messages
     * @param name where it is, as in {@link #read}
     * @throws io.plash.api.PlashException if it cannot be read or a macro fails; the message says which, and where
     */
    Optional<String> evaluateHostFile(String source, String name);

    /** The macros there are at this point of the evaluation. */
    KnownMacros macros();
}
