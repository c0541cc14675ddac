package io.plash.harness.source;

import io.plash.harness.installed.Command;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tree of files, with all that a tool which unpacks images could get wrong.
 *
 * @param lines what {@code list-tree} says of it
 */
record Tree(String lines) {

    /** What is in a directory, as root sees it. */
    static Tree of(Path directory) throws IOException {
        List<String> words = List.of("sh", "-c", script());
        return new Tree(Command.run(words, directory, Map.of("PATH", System.getenv("PATH")))
                .value());
    }

    /** What is in a container of plash, as its root sees it. */
    static Tree of(Plash plash, String container) throws IOException {
        return new Tree(plash.value("with-mount", container, "sh", "-c", script()));
    }

    /** The script itself, for it may be where only root can read it. */
    private static String script() throws IOException {
        return Files.readString(Path.of("src/test/sh/list-tree"));
    }

    /** The same without the lines about some paths. */
    Tree without(String pathPattern) {
        String line = "([0-9a-f]{64}  )?(" + pathPattern + ")( .*)?";
        return new Tree(lines.lines().filter(l -> !l.matches(line)).collect(Collectors.joining("\n")));
    }

    /** The same with times as archives have them that know no parts of seconds. */
    Tree inSeconds() {
        return new Tree(lines.replaceAll("( \\d+:\\d+ \\d+)\\.\\d+", "$1"));
    }
}
