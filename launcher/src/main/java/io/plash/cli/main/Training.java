package io.plash.cli.main;

import io.plash.host.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands that matter once, so that the installer can record which classes they load. Not a command: the
 * installer starts this class with a scratch directory as its argument.
 */
public final class Training {

    private Training() {}

    /** The commands of each group; of each group there can be an archive. */
    private static List<List<String>> commands(String group, Path archive, TrainingServer server) throws IOException {
        return switch (group) {
            case "classes" ->
                List.of(
                        List.of("version"),
                        List.of("help"),
                        List.of("map", "x"),
                        List.of("eval", "--run", "true", "--layer", "--apt", "x"),
                        List.of("build", "--from", "host"),
                        List.of("build", "--from", "host", "--run", "true"),
                        List.of("create", "1", "true"),
                        List.of("run", "1", "true"),
                        List.of("sudo", "true"),
                        List.of("run", "99"),
                        List.of("rm", "1"));
            // What fetches images has a library more than all else.
            case "images" ->
                List.of(
                        List.of("import-docker", server.address() + "/image:1"),
                        List.of("import-url", "http://" + server.address() + "/image.tar.gz"));
            // Without the bean container.
            case "plain" ->
                List.of(
                        List.of("version"),
                        List.of("help"),
                        List.of("help", "run"),
                        List.of("data"),
                        List.of("import-tar", archive.toString()),
                        List.of("map", "x", "2"),
                        List.of("map", "x"),
                        List.of("nodepath", "2"),
                        List.of("parent", "2"),
                        List.of("parent", "99"),
                        List.of("mkdtemp"),
                        List.of("id"),
                        List.of("ps"));
            default -> throw new IllegalArgumentException(group);
        };
    }

    /**
     * Runs them. What fails here also fails for the user, and is not our concern.
     *
     * @param args the build data, which are made, and the groups of commands
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("PLASH_DATA", Path.of(args[0]).toAbsolutePath().toString());
        Environment environment = new Environment(variables);
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true));
        String planName = RawArguments.ofThisProcess(args.length).property("plash.plan");
        Path archive = Path.of(args[0] + ".tar");
        Files.write(archive, TrainingServer.archive());
        try (TrainingServer server = new TrainingServer()) {
            for (String group : List.of(args).subList(1, args.length)) {
                for (List<String> command : commands(group, archive, server)) {
                    Main.run(command, environment, planName);
                }
            }
        }
        System.setOut(out);
    }
}
