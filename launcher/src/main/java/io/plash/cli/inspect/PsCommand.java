package io.plash.cli.inspect;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.running.RunningContainer;
import io.plash.running.RunningContainers;
import io.plash.text.Json;
import io.plash.text.ShellWords;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plash ps}. */
@Command(
        name = "ps",
        description =
                "Lists the containers that run: the process id of the program, the container, the image that it was built on by its name or its id, since when, and the command. The kernel is asked; there is no list that could be wrong.",
        footer = {"", "Example:", "  plash ps", "  plash ps --json"})
public class PsCommand implements PlashCommand {

    private record Running(long pid, long container, String image, String since, List<String> command) {}

    private final Session session;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Made without the bean container. */
    public PsCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        List<Running> all = running();
        if (json) {
            session.print(Json.of(all));
            return 0;
        }
        Table table = new Table("PID", "CONTAINER", "IMAGE", "SINCE", "COMMAND");
        for (Running one : all) {
            table.row(one.pid, one.container, one.image, one.since, ShellWords.join(one.command));
        }
        table.lines().forEach(session::print);
        return 0;
    }

    private List<Running> running() throws IOException {
        ContainerNames names = new ContainerNames(session.store());
        List<Running> running = new ArrayList<>();
        for (RunningContainer container :
                RunningContainers.of(session.data().root()).all()) {
            boolean removed = !session.store().containers().exists(container.container());
            running.add(new Running(
                    container.pid(),
                    container.container().value(),
                    removed ? "" : names.image(container.container()),
                    container.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                    container.command()));
        }
        return running;
    }
}
