package io.plash.api.macro;

import java.util.List;

/**
 * One call of a macro.
 *
 * @param name the name that it was called by, without dashes
 * @param arguments what stands behind it, in order
 */
public record MacroCall(String name, List<String> arguments) {

    public MacroCall {
        arguments = List.copyOf(arguments);
    }

    /** The n-th argument, from 0. */
    public String argument(int n) {
        return arguments.get(n);
    }

    /** The arguments behind the first {@code n}. */
    public List<String> argumentsAfter(int n) {
        return arguments.subList(n, arguments.size());
    }

    /** A macro's name as the user types it: {@code --run}, {@code -x}. */
    public static String option(String name) {
        return (name.codePointCount(0, name.length()) == 1 ? "-" : "--") + name;
    }
}
