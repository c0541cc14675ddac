package io.plash.host;

import io.plash.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of whoever called plash.
 *
 * @param variables name and value, byte for byte
 */
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /**
     * What the caller gave to the wrapper script. Java's own environment differs: the wrapper sets LC_ALL and takes away
     * the variables that change how Java runs, and Java replaces bytes that are not UTF-8.
     */
    public static Environment ofCaller() {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        try {
            return parse(Files.readAllBytes(Path.of("/proc/" + parent + "/environ")));
        } catch (IOException e) {
            return new Environment(System.getenv());
        }
    }

    /** The value of a variable. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The same, where an empty one is as good as none. */
    public Optional<String> nonEmpty(String name) {
        return get(name).filter(value -> !value.isEmpty());
    }

    /** Whether a variable has a value that is not empty. */
    public boolean isSet(String name) {
        return nonEmpty(name).isPresent();
    }

    /** proc_pid_environ(5): NAME=VALUE, each ended by a zero byte. */
    static Environment parse(byte[] bytes) {
        Map<String, String> variables = new LinkedHashMap<>();
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b != 0) {
                entry.write(b);
                continue;
            }
            String text = RawText.decode(entry.toByteArray());
            int equals = text.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(text.substring(0, equals), text.substring(equals + 1));
            }
            entry.reset();
        }
        return new Environment(variables);
    }
}
