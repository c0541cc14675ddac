package io.plash.cli.export;

import io.plash.api.PlashException;
import io.plash.host.Environment;
import java.util.OptionalLong;

/** The variable of reproducible-builds.org that says what date a file may have at the latest. */
public final class SourceDate {

    private SourceDate() {}

    /** Seconds since 1970, if the caller set {@code SOURCE_DATE_EPOCH}. */
    public static OptionalLong of(Environment environment) {
        return environment
                .nonEmpty("SOURCE_DATE_EPOCH")
                .map(value -> OptionalLong.of(parse(value)))
                .orElse(OptionalLong.empty());
    }

    private static long parse(String value) {
        if (!value.matches("[0-9]{1,12}")) {
            throw new PlashException("SOURCE_DATE_EPOCH is not a number of seconds: " + value);
        }
        return Long.parseLong(value);
    }
}
