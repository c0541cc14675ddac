package io.plash.fakeroot;

import io.plash.api.PlashException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the steps of a build only believe that they may be any user. */
public enum FakeRoot {
    /** Where only one user id is mapped. */
    AUTO,
    ON,
    OFF;

    /** The variable that says it, if no argument does. */
    public static final String VARIABLE = "PLASH_FAKE_ROOT";

    /** The argument of a build that says it. */
    public static final String ARGUMENT = "--fake-root=";

    /**
     * Reads the value of either.
     *
     * @throws PlashException if it is none of these
     */
    public static FakeRoot parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new PlashException(
                        "no such way to fake root: " + text,
                        "there are: "
                                + Arrays.stream(values()).map(FakeRoot::word).collect(Collectors.joining(", "))));
    }

    /** What the environment says. */
    public static FakeRoot of(Map<String, String> variables) {
        String text = variables.getOrDefault(VARIABLE, "");
        return text.isEmpty() ? AUTO : parse(text);
    }

    /** What the arguments of a build say, the last of them. */
    public static Optional<FakeRoot> of(List<String> arguments) {
        return arguments.stream()
                .filter(word -> word.startsWith(ARGUMENT))
                .map(word -> parse(word.substring(ARGUMENT.length())))
                .reduce((first, last) -> last);
    }

    /**
     * Whether it is done.
     *
     * @param oneUser whether the container has one user only
     */
    public boolean isNeeded(boolean oneUser) {
        return this == ON || (this == AUTO && oneUser);
    }

    /** As the user writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
