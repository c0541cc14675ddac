package io.plash.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.cli.PlashCommand;
import io.plash.cli.help.CommandHelp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/commands to the annotations of the commands. With -Dplash.pages=write it makes the pages first. */
class CommandPagesTest {

    private static final Path PAGES = Path.of("../docs/commands");

    private static final String REMEDY = "make all pages with: mvn -o -q -B test -pl launcher -am "
            + "-Dtest=CommandPagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dplash.pages=write";

    private static final Map<String, Class<? extends PlashCommand>> TYPES = Commands.types(Texts.session(System.out));

    /** The content of each page, by its file name. */
    private static final Map<String, String> CONTENT = content();

    private static Map<String, String> content() {
        Map<String, String> pages = new TreeMap<>(Map.of("README.md", IndexPage.of(TYPES)));
        commands().forEach(help -> pages.put(help.name() + ".md", MarkdownPage.of(help, aliases(help.name()))));
        return pages;
    }

    static List<CommandHelp> commands() {
        return TYPES.values().stream()
                .distinct()
                .map(CommandHelp::of)
                .filter(help -> !help.hidden())
                .toList();
    }

    private static List<String> aliases(String command) {
        return TYPES.keySet().stream()
                .filter(name -> TYPES.get(name) == TYPES.get(command) && !name.equals(command))
                .toList();
    }

    @BeforeAll
    static void writesThePagesIfAsked() throws IOException {
        if ("write".equals(System.getProperty("plash.pages"))) {
            for (Path page : files()) {
                Files.delete(page);
            }
            Files.createDirectories(PAGES);
            for (Map.Entry<String, String> page : CONTENT.entrySet()) {
                Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
            }
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.exists(PAGES)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereIsAPageForEachCommandAndNoOther() throws IOException {
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .as(REMEDY)
                .containsExactlyElementsOf(CONTENT.keySet());
    }

    @ParameterizedTest
    @MethodSource("pageNames")
    void thePageSaysWhatTheCommandSays(String name) throws IOException {
        assertThat(PAGES.resolve(name)).as(REMEDY).content().isEqualTo(CONTENT.get(name));
    }

    static Stream<String> pageNames() {
        return CONTENT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("namedCommands")
    void theHelpIsComplete(CommandHelp help) {
        assertThat(help.name()).as("the name in the annotation").isIn(TYPES.keySet());
        assertThat(help.summary())
                .as("the description begins with a sentence about what the command does, such as: Prints the id.")
                .matches("[A-Z][^.]*s .*\\.");
        assertThat(help.examples())
                .as("the footer is {\"\", \"Example:\", \"  plash %s ...\"}", help.name())
                .isNotEmpty()
                .allMatch(example -> example.contains("plash "));
        assertThat(help.arguments()).allMatch(argument -> argument.getValue().endsWith("."));
        assertThat(help.options()).allMatch(option -> option.getValue().endsWith("."));
    }

    static Stream<Named<CommandHelp>> namedCommands() {
        return commands().stream().map(help -> Named.of(help.name(), help));
    }
}
