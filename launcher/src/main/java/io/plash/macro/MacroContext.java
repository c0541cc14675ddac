package io.plash.macro;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a macro may know of the world, and what it may do to the evaluation that it is part of.
 *
 * <p>All text is raw: a byte that is not valid UTF-8 stands as a lone surrogate ({@code U+DC80} to {@code U+DCFF}).
 */
public interface MacroContext {

    /** The value of the caller's environment variable, or nothing if it is not set. */
    Optional<String> variable(String name);

    /**
     * The file that the user means by this name; a relative name starts at the directory of the build.
     *
     * @throws io.plash.api.PlashException if there cannot be a file of this name
     */
    Path path(String name);

    /** The standard input of the command. What is read of it is gone. Not to be closed. */
    InputStream stdin();

    /** The images that a build can start from. */
    Images images();

    /**
     * The text that these calls give, one after the other, without the last newline, or nothing if none gave any.
     *
     * @throws io.plash.api.PlashException if one fails; the message says which, and where
     */
    Optional<String> evaluate(List<MacroCall> calls);

    /** From now on calls by the names of this macro are its own, whoever had them before. */
    void define(Macro macro);
}
