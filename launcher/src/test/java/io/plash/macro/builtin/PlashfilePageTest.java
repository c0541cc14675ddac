package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.macro.Macro;
import io.plash.macro.TestHost;
import io.plash.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/plashfile.md} to what the macros do. */
class PlashfilePageTest {

    private static final String PAGE = page();

    /** A command of the page, with or without a file on standard input, and what it prints. */
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\$ plash eval (.*?)(?: < (\\S+))?\\n((?s:.*?))^```$");

    private static final Pattern FILE = Pattern.compile("(?m)^\\$ cat (\\S+)\\n((?s:.*?))^```$");

    private static final List<Macro> MACROS = new BuiltinMacros().macros();

    private final TestHost host = new TestHost(new BuiltinMacros());

    @TempDir
    Path directory;

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/plashfile.md"));
        } catch (IOException e) {
            throw new AssertionError("the tests run in the directory of their module", e);
        }
    }

    static Stream<String> examples() {
        return EXAMPLE.matcher(PAGE).results().map(MatchResult::group);
    }

    @BeforeEach
    void isTheHostOfThePage() throws IOException {
        host.directory = directory;
        host.sources.addAll(List.of("lxc", "docker"));
        host.environment.putAll(Map.of("TERM", "xterm", "LANG", "de_DE@euro utf8"));
        host.map.put("mybase", 4L);
        host.images.putAll(Map.of("host:", 1L, "url:https://example.com/rootfs.tar.xz", 2L, "lxc:alpine", 3L));
        host.images.put("docker:alpine:3.20", 11L);
        host.images.putAll(Map.of("lxc:ubuntu", 5L, "lxc:fedora", 6L, "lxc:debian", 7L, "lxc:centos", 8L));
        host.images.putAll(Map.of("lxc:archlinux", 9L, "lxc:gentoo", 10L));
        for (MatchResult file : FILE.matcher(PAGE).results().toList()) {
            Files.writeString(directory.resolve(file.group(1)), file.group(2));
            if (file.group(1).equals("tools")) {
                host.web.put("https://example.com/tools", file.group(2));
                host.web.put("https://raw.githubusercontent.com/me/tools/HEAD/lists/tools", file.group(2));
                host.web.put("https://raw.githubusercontent.com/me/tools/HEAD/plashfile", file.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsWhatTheCommandPrints(String example) throws IOException {
        MatchResult parts = EXAMPLE.matcher(example).results().findFirst().orElseThrow();
        if (parts.group(2) != null) {
            host.stdin = Files.readString(directory.resolve(parts.group(2)));
        }

        String[] arguments = ShellWords.split(parts.group(1)).toArray(String[]::new);
        String expected = Stream.of(parts.group(3).split("\\.\\.\\.", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".+"));

        assertThat(host.eval(arguments)).matches(expected);
    }

    @ParameterizedTest
    @FieldSource("MACROS")
    void describesEachMacro(Macro macro) {
        List<String> options = macro.names().stream()
                .map(name -> (name.length() == 1 ? "-" : "--") + name)
                .toList();

        String usage = (options.get(0) + " " + macro.usage()).strip();

        assertThat(PAGE)
                .contains("\n### " + String.join(", ", options) + "\n\n" + macro.description() + ".\n\n```\n" + usage
                        + "\n```\n");
    }

    @ParameterizedTest
    @FieldSource("MACROS")
    void showsAnExampleOfEachMacro(Macro macro) {
        String option = (macro.names().get(0).length() == 1 ? "-" : "--")
                + macro.names().get(0);

        assertThat(examples())
                .anyMatch(example ->
                        example.matches("(?s).* '?" + option + "\\S*[ \n].*") || example.contains(" " + option + "\n"));
    }

    @Test
    void describesNoOtherMacro() {
        assertThat(Pattern.compile("(?m)^### -").matcher(PAGE).results()).hasSameSizeAs(MACROS);
    }
}
