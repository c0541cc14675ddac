package io.plash.harness.installed;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of this machine that is waited for. */
public final class Command {

    /** What hangs must not hang the tests; at night some take longer. */
    private static final int PATIENCE_MINUTES = Integer.getInteger("plash.test.patience", 15);

    private Command() {}

    /** Runs a command that has to succeed. */
    public static void run(List<String> words) {
        run(words, Path.of("/"), Map.of("PATH", System.getenv("PATH"))).value();
    }

    /** Runs a command with an empty stdin and nothing but these variables. */
    public static Result run(List<String> words, Path directory, Map<String, String> variables) {
        try {
            // Files, for a pipe would have to be read by a thread.
            Path stdout = Files.createTempFile("plash-it-", ".out");
            Path stderr = Files.createTempFile("plash-it-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(words)
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile());
                builder.environment().clear();
                builder.environment().putAll(variables);
                int status = await(builder.start(), words, stderr);
                return new Result(String.join(" ", words), status, read(stdout), read(stderr));
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int await(Process process, List<String> words, Path stderr)
            throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError("this did not end: " + String.join(" ", words) + "\n" + read(stderr));
        }
        return process.exitValue();
    }

    private static String read(Path file) throws IOException {
        // Programs may print what is not UTF-8.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
