package io.plash.source.docker.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The passwords of the user of this environment. They are looked up anew each time. */
public final class Logins {

    private final Map<String, String> environment;

    /** The files are where the variables of docker and podman say, or where these have them by default. */
    public Logins(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What is to be shown for a repository; empty if the user has logged in to nothing that it belongs to.
     *
     * @param repository such as {@code example.org:5000/team/app}
     * @throws io.plash.api.PlashException if a file is damaged or a credential helper does not work
     */
    public Optional<Login> of(String repository) throws IOException {
        for (Path file : files()) {
            if (Files.exists(file)) {
                Optional<Login> login = AuthFile.read(file, environment).login(repository);
                if (login.isPresent()) {
                    return login;
                }
            }
        }
        return Optional.empty();
    }

    /** In the order of containers-auth.json(5). */
    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        String chosen = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        if (!chosen.isEmpty()) {
            return List.of(Path.of(chosen));
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        variable("XDG_RUNTIME_DIR").ifPresent(dir -> files.add(Path.of(dir, "containers/auth.json")));
        files.add(Path.of(variable("XDG_CONFIG_HOME").orElse(home + "/.config"), "containers/auth.json"));
        files.add(Path.of(variable("DOCKER_CONFIG").orElse(home + "/.docker"), "config.json"));
        return files;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
