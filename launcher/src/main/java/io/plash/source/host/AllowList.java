package io.plash.source.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files of this machine an image of it has a copy of.
 *
 * @param included paths from the root, in which {@code *} stands for any part of a name
 * @param excluded paths from the root that are left out although a directory above them is included
 */
record AllowList(List<String> included, Set<String> excluded) {

    private static final String RESOURCE = "mirrored-files";

    /** The list that comes with plash. */
    static AllowList read() throws IOException {
        InputStream resource = Objects.requireNonNull(AllowList.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
            return of(reader.lines().toList());
        }
    }

    static AllowList of(List<String> lines) {
        return new AllowList(
                lines.stream().filter(line -> line.matches("[^#!].*")).toList(),
                lines.stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .collect(Collectors.toSet()));
    }
}
