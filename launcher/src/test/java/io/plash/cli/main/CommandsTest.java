package io.plash.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CommandsTest {

    private static final Pattern SMALL_ARCHIVE =
            Pattern.compile("(?s)case \\$\\{1-} in\n([^)]*)\\) _options=\\$_plain");

    /** The wrapper script chooses a class archive by the name. */
    @Test
    void ofTheSmallClassArchiveAreThoseWithoutTheBeanContainer() throws IOException {
        TreeSet<String> plain = new TreeSet<>(Commands.plainNames());
        Commands.aliases().forEach((alias, name) -> {
            if (plain.contains(name)) {
                plain.add(alias);
            }
        });
        Matcher matcher = SMALL_ARCHIVE.matcher(Files.readString(Path.of("src/main/sh/plash")));
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(1).split("[\\s|\\\\]+"))
                .filteredOn(name -> !name.isEmpty())
                .containsExactlyInAnyOrderElementsOf(plain);
    }
}
