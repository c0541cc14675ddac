package io.plash.cli.main;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.cli.help.CommandGroup;
import io.plash.cli.help.CommandHelp;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash help}. */
@Command(
        name = "help",
        customSynopsis = "help [COMMAND]",
        description = "Lists the commands, or says how one is used.",
        footer = {"", "Example:", "  plash help build"})
final class HelpCommand implements PlashCommand {

    private final Session session;

    HelpCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    /** Some aliases of commands look like options. */
    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) {
        List<String> arguments = invocation.arguments();
        switch (arguments.size()) {
            case 0 -> list();
            case 1 -> session.print(Commands.help(arguments.get(0), session).text());
            default -> throw new UsageException("only one command can be explained");
        }
        return 0;
    }

    /** The second word of every line but the headings is a command, so that other programs can read the list. */
    private void list() {
        for (CommandGroup group : CommandGroup.values()) {
            session.print("  " + group.title() + "\n");
            Commands.types(session).forEach((name, type) -> {
                CommandHelp help = CommandHelp.of(type);
                if (CommandGroup.of(type) == group && !help.hidden()) {
                    line(name, name.equals(help.name()) ? help.summary() : "Alias for `plash " + help.name() + "`");
                }
            });
            session.print("");
        }
        line("-*", "Fallback to `plash run`");
    }

    private void line(String name, String text) {
        session.print(String.format("plash %-12s %s", name, text));
    }
}
