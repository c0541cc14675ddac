package io.plash.source.docker.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Shown;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks a program that keeps passwords, such as {@code docker-credential-pass} (docker-credential-helpers, README). */
final class CredentialHelper {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private static final String HINT = "install it, or take it out of the configuration of docker";

    private final String program;
    private final Map<String, String> environment;

    /**
     * A helper by the name that a configuration file gives it.
     *
     * @throws PlashException if that is none
     */
    CredentialHelper(String name, Map<String, String> environment) {
        if (!NAME.matcher(name).matches()) {
            throw new PlashException("no name of a credential helper: " + Shown.of(name));
        }
        this.program = "docker-credential-" + name;
        this.environment = environment;
    }

    /**
     * What it knows for a server; empty if it knows nothing.
     *
     * @throws PlashException if it cannot be run, or says what cannot be understood
     */
    Optional<Login> get(String server) throws IOException {
        Process process = start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write((server + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            // A helper that does not read has its answer ready.
        }
        byte[] answer = process.getInputStream().readNBytes(JsonObject.LARGEST);
        if (exitStatus(process) != 0) {
            // "credentials not found" and every other reason: docker asks without a password then.
            return Optional.empty();
        }
        JsonObject json = JsonObject.parse(answer, "answer of " + program);
        return Optional.of(Login.of(json.requiredText("Username"), json.requiredText("Secret")));
    }

    String program() {
        return program;
    }

    boolean isInstalled() {
        return file().isPresent();
    }

    /** Java itself looks in the PATH that it was started with. */
    private Optional<Path> file() {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process start() {
        String file = file().orElseThrow(() -> new PlashException("no such program: " + program, HINT))
                .toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(file, "get"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PlashException("cannot run " + program, HINT, e);
        }
    }

    private static int exitStatus(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
