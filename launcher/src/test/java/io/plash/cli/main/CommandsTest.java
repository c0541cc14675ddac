package io.plash.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CommandsTest {

    private static final Pattern SMALL_ARCHIVE =
            Pattern.compile("(?s)case \\$\\{1-} in\n([^)]*)\\) _options=\\$_plain");

    private static final Pattern CONTAINER_ROOT = Pattern.compile("(?m)^    (add-layer[^)]*)\\)$");

    /** The wrapper script chooses a class archive by the name. */
    @Test
    void ofTheSmallClassArchiveAreThoseWithoutTheBeanContainer() throws IOException {
        assertThat(inWrapper(SMALL_ARCHIVE)).isEqualTo(withAliases(Commands.plainNames()));
    }

    /** The wrapper script starts them as their owner at once. */
    @Test
    void thoseThatNeedTheRootOfContainersStartAsIt() throws IOException {
        assertThat(inWrapper(CONTAINER_ROOT))
                .isEqualTo(Commands.types(Texts.session(System.out)).entrySet().stream()
                        .filter(command -> declares(command.getValue(), "needsContainerRoot"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    private static boolean declares(Class<?> type, String method) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(declared -> declared.getName().equals(method));
    }

    private static Set<String> withAliases(Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        Commands.aliases().forEach((alias, name) -> {
            if (names.contains(name)) {
                all.add(alias);
            }
        });
        return all;
    }

    private static Set<String> inWrapper(Pattern list) throws IOException {
        Matcher matcher = list.matcher(Files.readString(Path.of("src/main/sh/plash")));
        assertThat(matcher.find()).isTrue();
        Set<String> names = new TreeSet<>(List.of(matcher.group(1).split("[\\s|*\\\\]+")));
        names.remove("");
        return names;
    }
}
