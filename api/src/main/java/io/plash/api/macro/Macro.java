package io.plash.api.macro;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An instruction of the build language: what {@code --run} or {@code --apt} means.
 *
 * <p>A macro is called while plash reads the build instructions, on the host and with all its rights, and returns text
 * for the script that builds the container. It prints nothing and keeps nothing from one call to the next.
 *
 * <p>What it learns of the host it asks its {@link MacroContext}, which remembers the question. If nothing that was asked
 * for has changed, plash starts the container the next time without calling any macro again.
 */
public interface Macro {

    /**
     * The names that it is called by: at least one, the documented one first. A name of one letter goes as {@code -x},
     * others as {@code --name}. No name has a blank in it.
     */
    List<String> names();

    /**
     * The arguments as a manual page writes them: {@code NAME [VALUE]}, {@code PATH...}, {@code [LINE...]}, or empty.
     * Words in brackets may be left out and dots mean any number more. A call with fewer or more never reaches
     * {@link #call}.
     */
    String usage();

    /** What it does, in one sentence without full stop. */
    String description();

    /**
     * Whether its text depends on nothing but the arguments and what it asked its context. If not, plash calls it each
     * time anew, and the container starts more slowly.
     */
    default boolean asksOnlyItsContext() {
        return false;
    }

    /**
     * Answers one call.
     *
     * @return lines for the script, without the last newline, or nothing
     * @throws io.plash.api.PlashException if it cannot be done; the message need not name the macro or the place
     * @throws IOException if something of the host could not be read; its message is shown as it is
     */
    Optional<String> call(MacroCall call, MacroContext context) throws IOException;
}
