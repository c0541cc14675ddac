package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.ContainerId;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash nodepath}. */
@Command(
        name = "nodepath",
        description = "Prints the directory of a container, which holds the layer that it adds to its parent.",
        footer = {"", "Example:", "  ls \"$(plash nodepath 7)\"/_data/root"})
public class NodepathCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    @Option(names = "--allow-root-container", description = "Take 0, the empty container, as well.")
    private boolean allowRoot;

    /** Made without the bean container. */
    public NodepathCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        ContainerId id = allowRoot && container.equals("0")
                ? ContainerId.ROOT
                : session.store().containers().require(container);
        session.print(session.store().containers().directory(id));
        return 0;
    }
}
