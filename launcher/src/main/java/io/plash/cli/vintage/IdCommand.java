package io.plash.cli.vintage;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash id}. */
@Command(
        name = "id",
        description = "Prints the id of a container that exists. With `plash recall` it tells which one is meant.",
        footer = {"", "Example:", "  plash recall pull:lxc alpine:3.20", "  plash recall id"})
public class IdCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    /** Made without the bean container. */
    public IdCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        session.print(session.store().containers().require(container));
        return 0;
    }
}
