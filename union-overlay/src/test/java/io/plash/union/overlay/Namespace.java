package io.plash.union.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs scripts where mounts are seen by nobody else. */
enum Namespace {
    /** As root, which stays the real one. */
    ROOT("unshare --mount"),

    /** As an ordinary user is root, whoever runs the test. */
    USER("unshare --user --map-root-user --mount");

    private final String entry;

    Namespace(String entry) {
        this.entry = entry;
    }

    boolean exists() throws IOException, InterruptedException {
        return start(List.of("true"), Path.of("/")).status() == 0;
    }

    /** A script that must end well; its {@code $1} is the directory. Returns what it said. */
    String run(String script, Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-euc", script, "sh", directory.toString()));
        command.addAll(Arrays.asList(arguments));
        Said said = start(command, directory);
        if (said.status() != 0) {
            throw new AssertionError(script + "\n" + said.text());
        }
        return said.text();
    }

    /** The same for a script that ends with {@code "$@"}, which starts a main method of these tests. */
    String java(String script, Path directory, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(Arrays.asList(arguments));
        return run(script, directory, words.toArray(String[]::new));
    }

    private record Said(int status, String text) {}

    private Said start(List<String> command, Path directory) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(entry.split(" ")));
        words.addAll(command);
        Path said = Files.createTempFile("said", ".txt");
        try {
            int status = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            return new Said(status, Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }
}
