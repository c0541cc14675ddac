package io.plash.cli.main;

import io.plash.host.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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

    private static final List<List<String>> ALL = List.of(
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

    /** Commands without the bean container. */
    private static final List<List<String>> PLAIN = List.of(
            List.of("version"),
            List.of("help"),
            List.of("help", "run"),
            List.of("data"),
            List.of("map", "x", "2"),
            List.of("map", "x"),
            List.of("nodepath", "2"),
            List.of("parent", "2"),
            List.of("parent", "99"),
            List.of("mkdtemp"),
            List.of("id"),
            List.of("ps"));

    /**
     * Runs them. What fails here also fails for the user, and is not our concern.
     *
     * @param args the build data, and "plain" for the commands without the bean container, which come second
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("PLASH_DATA", Path.of(args[0]).toAbsolutePath().toString());
        Environment environment = new Environment(variables);
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true));
        String planName = RawArguments.ofThisProcess(args.length).property("plash.plan");
        for (List<String> command : args.length > 1 ? PLAIN : ALL) {
            Main.run(command, environment, planName);
        }
        System.setOut(out);
    }
}
