package io.plash.source.docker.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The passwords of the user of this environment. They are looked up anew each time. */
public final class Logins {

    private final Map<String, String> environment;
    private final Path run;

    /** The files are where the variables of docker and podman say, or where these have them by default. */
    public Logins(Map<String, String> environment) {
        this(environment, Path.of("/run/containers"));
    }

    /** Has another directory for the users without a runtime directory. */
    Logins(Map<String, String> environment, Path run) {
        this.environment = Map.copyOf(environment);
        this.run = run;
    }

    /**
     * What is to be shown for a repository; empty if the user has logged in to nothing that it belongs to.
     *
     * @param repository such as {@code example.org:5000/team/app}
     * @throws io.plash.api.PlashException if a file is damaged or a credential helper does not work. That the one for all
     *     hosts is {@linkplain #missingHelper missing} only means that it knows nothing
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

    /** The program that would have to be asked for a repository, and is not installed. */
    public Optional<String> missingHelper(String repository) throws IOException {
        for (Path file : files()) {
            if (Files.exists(file)) {
                Optional<String> missing = AuthFile.read(file, environment).missingHelper(repository);
                if (missing.isPresent()) {
                    return missing;
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
        Optional<String> runtime = variable("XDG_RUNTIME_DIR");
        if (runtime.isPresent()) {
            files.add(Path.of(runtime.get(), "containers/auth.json"));
        } else {
            users().forEach(user -> files.add(run.resolve(user + "/auth.json")));
        }
        files.add(Path.of(variable("XDG_CONFIG_HOME").orElse(home + "/.config"), "containers/auth.json"));
        files.add(Path.of(variable("DOCKER_CONFIG").orElse(home + "/.docker"), "config.json"));
        return files;
    }

    /** The user of this process, and whoever that is outside of its user namespace, where podman was. */
    private static Set<Long> users() {
        Set<Long> users = new LinkedHashSet<>();
        try {
            long user = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
            users.add(user);
            for (String line : Files.readAllLines(Path.of("/proc/self/uid_map"))) {
                // user_namespaces(7): the first id inside, the first one outside, and how many there are.
                String[] range = line.strip().split("\\s+");
                long offset = user - Long.parseLong(range[0]);
                if (offset >= 0 && offset < Long.parseLong(range[2])) {
                    users.add(Long.parseLong(range[1]) + offset);
                }
            }
        } catch (IOException e) {
            // Without /proc nobody knows who it is.
            return users;
        }
        return users;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
