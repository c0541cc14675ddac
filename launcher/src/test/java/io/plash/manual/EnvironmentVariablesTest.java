package io.plash.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the manual to the environment variables that the code reads. */
class EnvironmentVariablesTest {

    private static final Path PROJECT = Path.of("..");

    private static final Pattern READ_BY_JAVA = Pattern.compile(
            "(?:\\b[gG]et|isSet|getenv|getOrDefault|variable)\\(\\s*(?:environment, )?\"([A-Z][A-Z_]{2,}|[a-z]+_proxy)\"");

    private static final Pattern READ_BY_SH = Pattern.compile("\\$\\{?([A-Z][A-Z_]{2,})\\b");

    /** What the shell itself sets, and a variable that is set by the script that reads it. */
    private static final Set<String> OF_THE_SHELL = Set.of("PWD", "IFS");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Za-z_]+`(?:, `[A-Za-z_]+`)*) \\|.*$");

    private static Set<String> read(Pattern pattern, String directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path root : modules.map(module -> module.resolve(directory))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        pattern.matcher(Files.readString(file))
                                .results()
                                .map(match -> match.group(1))
                                .forEach(names::add);
                    }
                }
            }
        }
        names.removeAll(OF_THE_SHELL);
        return names;
    }

    private static String table(String page) throws IOException {
        String text = Files.readString(PROJECT.resolve(page));
        return text.substring(text.indexOf("## Environment variables")).replaceFirst("(?s)\n## (?!Env).*", "");
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (MatchResult row : ROW.matcher(table("docs/plash.md")).results().toList()) {
            names.addAll(Set.of(row.group(1).replace("`", "").split(", ")));
        }
        return names;
    }

    @Test
    void eachThatIsReadIsDocumented() throws IOException {
        assertThat(documented())
                .as("the table in docs/plash.md, which README.md repeats")
                .containsAll(read(READ_BY_JAVA, "src/main/java"))
                .containsAll(read(READ_BY_SH, "src/main/sh"));
    }

    @Test
    void theCodeNamesEachThatIsDocumented() throws IOException {
        Pattern any = Pattern.compile("\\b(" + String.join("|", documented()) + ")\\b");

        Set<String> named = read(any, "src/main");

        assertThat(named).containsAll(documented());
    }

    @Test
    void theReadmeHasTheSameTable() throws IOException {
        assertThat(table("README.md").strip()).isEqualTo(table("docs/plash.md").strip());
    }
}
