package io.plash.source.lxc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which servers to ask: those of {@code PLASH_LXC_SERVER}, with blanks between them; else those of the file {@code
 * plash/lxc-servers} below {@code XDG_CONFIG_HOME}, one a line; else the one that everybody knows.
 */
final class Mirrors {

    private static final String DEFAULT = "https://images.linuxcontainers.org";

    private final Map<String, String> environment;

    Mirrors(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Their addresses, at least one, in the order in which they are to be asked. */
    List<String> addresses() throws IOException {
        List<String> chosen = words(environment.getOrDefault("PLASH_LXC_SERVER", ""));
        if (chosen.isEmpty()) {
            chosen = configured();
        }
        return chosen.isEmpty() ? List.of(DEFAULT) : chosen;
    }

    private List<String> configured() throws IOException {
        Path home = Path.of(variable("HOME").orElse(System.getProperty("user.home")), ".config");
        Path file = variable("XDG_CONFIG_HOME").map(Path::of).orElse(home).resolve("plash/lxc-servers");
        try {
            return words(Files.readString(file).replaceAll("#.*", ""));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e, e);
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
