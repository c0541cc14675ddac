package io.plash.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the real tools that tests compare with, and programs of the tests in processes of their own. */
public final class Shell {

    private Shell() {}

    /** What a program ended with. */
    public record Result(int status, String output) {}

    /** Runs a script with {@code sh -eu}, its arguments as {@code $1} and so on; it must end well. Returns its output. */
    public static String run(String script, Object... arguments) throws IOException, InterruptedException {
        Result result = run(command(List.of("sh", "-euc", script, "sh"), arguments));
        if (result.status() != 0) {
            throw new AssertionError(script + "\n" + result.output());
        }
        return result.output();
    }

    /** Whether a script ends well. */
    public static boolean succeeds(String script, Object... arguments) throws IOException, InterruptedException {
        return run(command(List.of("sh", "-euc", script, "sh"), arguments)).status() == 0;
    }

    /** Runs the main method of a class on the class path of this process, with a wrapper such as setpriv in front. */
    public static Result java(List<String> wrapper, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(wrapper);
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Java 24 and later warn of native calls on stderr otherwise.
        argv.add("--enable-native-access=ALL-UNNAMED");
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return run(command(argv, arguments));
    }

    private static List<String> command(List<String> argv, Object... arguments) {
        List<String> command = new ArrayList<>(argv);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    private static Result run(List<String> argv) throws IOException, InterruptedException {
        Path output = Files.createTempFile("shell", ".out");
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            int status = process.waitFor();
            return new Result(status, Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(output);
        }
    }
}
