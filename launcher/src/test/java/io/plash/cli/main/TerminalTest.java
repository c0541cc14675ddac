package io.plash.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plash says on a pseudo terminal, which script(1) makes. */
class TerminalTest {

    private static final String ESCAPE = "\033";

    private static final List<String> PLASH = List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.plash.cli.main.Main");

    private static String onTerminal(Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        return run(variables, List.of("script", "-qec", ShellWords.join(command), "/dev/null"));
    }

    private static String run(Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "PLASH_DEBUG", "TERM"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.replace("\r", "");
    }

    private static List<String> plash(String command) {
        return Stream.concat(PLASH.stream(), Stream.of(command)).toList();
    }

    @Test
    void labelsAreColouredAndNamesCannotColour() throws Exception {
        String said = onTerminal(Map.of("TERM", "xterm"), plash("x" + ESCAPE + "[7m"));

        assertThat(said)
                .contains(ESCAPE + "[31mplash: error:" + ESCAPE + "[0m no such command: x\\u001b[7m\n")
                .contains(ESCAPE + "[33mplash: hint:" + ESCAPE + "[0m `plash help` lists them\n");
    }

    @ParameterizedTest
    @CsvSource({"xterm, NO_COLOR, 1", "dumb, NO_COLOR, ''"})
    void nothingIsColouredIfTheUserOrTheTerminalDoesNotWantIt(String term, String name, String value) throws Exception {
        assertThat(onTerminal(Map.of("TERM", term, name, value), plash("nosuch")))
                .contains("plash: error: no such command: nosuch\n")
                .doesNotContain(ESCAPE);
    }

    @Test
    void nothingIsColouredInAPipe() throws Exception {
        assertThat(run(Map.of("TERM", "xterm"), plash("nosuch")))
                .isEqualTo("plash: error: no such command: nosuch\nplash: hint: `plash help` lists them\n");
    }

    @Test
    void debugShowsTheStackTrace() throws Exception {
        // plash reads the environment of its parent, the wrapper script.
        List<String> wrapped = Stream.concat(Stream.of("sh", "-c", "\"$@\"; exit", "sh"), plash("nosuch").stream())
                .toList();

        assertThat(run(Map.of("PLASH_DEBUG", "1"), wrapped))
                .contains("plash: debug: io.plash.api.PlashException: no such command: nosuch\n")
                .contains("plash: debug:     at io.plash.cli.main.Commands")
                .endsWith("plash: error: no such command: nosuch\nplash: hint: `plash help` lists them\n");
    }

    @Test
    void theLaunchScriptSpeaksTheSame() throws Exception {
        List<String> launch = List.of("sh", "src/main/sh/launch", "/nonexistent", "x" + ESCAPE + "[7m");

        assertThat(onTerminal(Map.of("TERM", "xterm"), launch))
                .contains(
                        ESCAPE + "[31mplash: error:" + ESCAPE + "[0m cannot read the launch plan /nonexistent/x?[7m\n");
        assertThat(onTerminal(Map.of("TERM", "xterm", "NO_COLOR", "1"), launch))
                .contains("plash: error: cannot read the launch plan /nonexistent/x?[7m\n")
                .doesNotContain(ESCAPE + "[31m");
    }
}
