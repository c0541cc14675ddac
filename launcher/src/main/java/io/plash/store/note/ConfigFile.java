package io.plash.store.note;

import io.plash.api.PlashException;
import io.plash.api.image.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file {@code _data/config} of a container that is an image: what the image says about running it, a word and a value
 * each line, such as {@code Env PATH=/bin}. The words are those of the OCI image specification. In a value, a newline is
 * {@code \n} and a backslash {@code \\}. A label is the length of its name, a colon, the name and the value. {@code Other} is a word of the specification and its value as JSON. Most containers have none.
 */
final class ConfigFile {

    static final String FILE = "_data/config";

    private ConfigFile() {}

    static Optional<ImageConfig> read(Path container) {
        Path file = container.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, List<String>> values = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                values.computeIfAbsent(line.substring(0, Math.max(space, 0)), word -> new ArrayList<>())
                        .add(unescape(line.substring(space + 1)));
            }
            return Optional.of(config(values));
        } catch (IOException e) {
            throw new PlashException("cannot read " + file, null, e);
        }
    }

    /** Writes it, or nothing if the image says nothing. */
    static void write(Path container, ImageConfig config) throws IOException {
        Path file = container.resolve(FILE);
        Files.deleteIfExists(file);
        List<String> lines = new ArrayList<>();
        add(lines, "Entrypoint", config.entrypoint());
        add(lines, "Cmd", config.command());
        add(lines, "Env", config.environment());
        add(lines, "WorkingDir", single(config.workingDirectory()));
        add(lines, "User", single(config.user()));
        add(lines, "StopSignal", single(config.stopSignal()));
        add(lines, "Volume", config.volumes());
        add(lines, "ExposedPort", config.exposedPorts());
        new TreeMap<>(config.labels())
                .forEach((name, value) -> add(lines, "Label", List.of(name.length() + ":" + name + value)));
        add(lines, "Platform", single(config.platform()));
        new TreeMap<>(config.others()).forEach((name, value) -> add(lines, "Other", List.of(name + " " + value)));
        if (!lines.isEmpty()) {
            Files.write(file, lines);
        }
    }

    private static ImageConfig config(Map<String, List<String>> values) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : values.getOrDefault("Label", List.of())) {
            int begin = label.indexOf(':') + 1;
            int end = begin + Integer.parseInt(label.substring(0, begin - 1));
            labels.put(label.substring(begin, end), label.substring(end));
        }
        Map<String, String> others = new TreeMap<>();
        for (String other : values.getOrDefault("Other", List.of())) {
            int space = other.indexOf(' ');
            others.put(other.substring(0, space), other.substring(space + 1));
        }
        return new ImageConfig(
                values.getOrDefault("Entrypoint", List.of()),
                values.getOrDefault("Cmd", List.of()),
                values.getOrDefault("Env", List.of()),
                first(values, "WorkingDir"),
                first(values, "User"),
                first(values, "StopSignal"),
                values.getOrDefault("Volume", List.of()),
                values.getOrDefault("ExposedPort", List.of()),
                labels,
                first(values, "Platform"),
                others);
    }

    private static String first(Map<String, List<String>> values, String word) {
        return values.getOrDefault(word, List.of("")).get(0);
    }

    private static List<String> single(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    private static void add(List<String> lines, String word, List<String> values) {
        values.forEach(value -> lines.add(
                word + " " + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")));
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
