package io.plash.macro;

import java.util.List;

/**
 * One call of a macro.
 *
 * @param name the name that it was called by, without dashes
 * @param arguments what stands behind it, in order
 * @param line where the call starts
 */
public record MacroCall(String name, List<String> arguments, Line line) {

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

    /** A call of another macro that stands in this one's place. */
    public MacroCall instead(String otherName, List<String> otherArguments) {
        return new MacroCall(otherName, otherArguments, line);
    }

    /** A macro's name as the user types it: {@code --run}, {@code -x}. */
    static String option(String name) {
        return (name.codePointCount(0, name.length()) == 1 ? "-" : "--") + name;
    }
}
