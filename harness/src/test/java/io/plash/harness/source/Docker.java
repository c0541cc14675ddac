package io.plash.harness.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The client of a Docker engine, which removes the images that it has been told of. */
final class Docker implements AutoCloseable {

    /** What an engine makes or mounts in each container, and the directories whose times change with that. */
    private static final String PLACES =
            "\\.|\\./(dev|proc|sys|\\.dockerenv|etc|etc/(hosts|hostname|resolv\\.conf|mtab))";

    private final String host;
    private final Set<String> images = new LinkedHashSet<>();

    private Docker(String host) {
        this.host = host;
    }

    /** The test is skipped where there is no engine. */
    static Docker running() {
        String host = System.getenv("DOCKER_HOST");
        assumeTrue(host != null, "needs a Docker engine");
        return new Docker(String.valueOf(host));
    }

    /** Its socket, as {@code DOCKER_HOST} has it. */
    String host() {
        return host;
    }

    /** A name for an image, which nobody else uses. */
    String name(String what) {
        String name = "plash-it-" + what + ":" + ProcessHandle.current().pid();
        images.add(name);
        return name;
    }

    /** The same name or id of an image, which is removed in the end. */
    String made(String image) {
        images.add(image);
        return image;
    }

    /** Runs the client, and returns what it prints. */
    String run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "DOCKER_HOST", host));
        // The other builder has its own server.
        variables.put("DOCKER_BUILDKIT", "0");
        return Command.run(words, Path.of("/"), variables).value();
    }

    /** Runs a program in an image, or without arguments that of the image. */
    String runImage(String image, String... command) {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--network=none", image));
        words.addAll(List.of(command));
        return run(words.toArray(String[]::new));
    }

    /** What a running container of an image sees, but for what the engine itself has there. */
    Tree tree(String image) throws IOException {
        String container = run("run", "--detach", "--network=none", "--entrypoint=/bin/sleep", image, "1000");
        try {
            String process = run("inspect", "--format={{.State.Pid}}", container);
            return comparable(Tree.of(Path.of("/proc", process, "root")));
        } finally {
            run("rm", "--force", container);
        }
    }

    /** A tree without what is never the same in a container of Docker. It keeps times in seconds. */
    static Tree comparable(Tree tree) {
        return tree.without(PLACES).inSeconds();
    }

    @Override
    public void close() {
        images.forEach(image -> run("rmi", "--force", image));
    }
}
