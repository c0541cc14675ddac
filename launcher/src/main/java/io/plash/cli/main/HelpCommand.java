package io.plash.cli.main;

import io.plash.api.PlashException;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code plash help}. */
@Command(
        name = "help",
        description = "Lists the commands, or says how one is used.",
        footer = {"", "Example:", "  plash help build"})
final class HelpCommand implements PlashCommand {

    private final Session session;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command to explain.")
    private List<String> command = List.of();

    HelpCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) {
        if (command.isEmpty()) {
            list();
        } else {
            explain(command.get(0));
        }
        return 0;
    }

    private void list() {
        Commands.all(session).forEach((name, type) -> {
            CommandLine parser = parser(type);
            if (!parser.getCommandSpec().usageMessage().hidden()) {
                session.print(String.format("plash %-12s %s", name, Usage.summary(parser)));
            }
        });
        session.print(String.format("plash %-12s %s", "-*", "The same as `plash run -*`."));
    }

    private void explain(String name) {
        Class<?> type = Optional.<Class<?>>ofNullable(Commands.all(session).get(name))
                .orElseThrow(() -> new PlashException("no such command: " + name, "`plash help` lists them"));
        session.print(Usage.text(parser(type)).stripTrailing());
    }

    private static CommandLine parser(Class<?> type) {
        return Usage.parserOf(CommandSpec.forAnnotatedObject(type));
    }
}
