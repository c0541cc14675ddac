package io.plash.cli.main;

import io.plash.cli.Invocation;
import io.plash.cli.Session;
import io.plash.cli.help.CommandHelp;
import io.plash.host.Environment;
import io.plash.host.Identity;
import io.plash.launch.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what `plash help`, `plash help COMMAND` and `plash version` print, for the scripts to show without Java. */
public final class Texts {

    private Texts() {}

    /**
     * The build starts it.
     *
     * @param args where the texts go, and the version of plash
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path help = Files.createDirectories(directory.resolve("help"));
        write(directory.resolve("commands.txt"), List.of("help"));
        for (String name : explained().toList()) {
            if (!name.startsWith("-")) {
                write(help.resolve(name), List.of("help", name));
            }
        }
        Files.writeString(directory.resolve("version.txt"), args[1] + "\n");
    }

    /** The commands that users are told of. */
    static Stream<String> explained() {
        return Commands.types(session(System.out)).entrySet().stream()
                .filter(command -> !CommandHelp.of(command.getValue()).hidden())
                .map(Map.Entry::getKey);
    }

    private static void write(Path file, List<String> words) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file))) {
            new HelpCommand(session(out)).run(Invocation.parse(words, Commands.aliases()));
        }
    }

    /** Of a caller without variables, who has typed nothing yet. */
    static Session session(PrintStream out) {
        return new Session(new Environment(Map.of()), Identity.current(), Installation.current(), out, "");
    }
}
