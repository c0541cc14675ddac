package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.Containers;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash parent}. */
@Command(
        name = "parent",
        description = "Prints the container that a container was built on; 0 for an image.",
        footer = {"", "Example:", "  plash parent 7"})
public class ParentCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    /** Made without the bean container. */
    public ParentCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Containers containers = session.store().containers();
        session.print(containers.parent(containers.require(container)));
        return 0;
    }
}
