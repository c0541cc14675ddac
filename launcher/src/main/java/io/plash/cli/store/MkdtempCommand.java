package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash mkdtemp}. */
@Command(
        name = "mkdtemp",
        description = "Makes a temporary directory in the build data and prints it.",
        footer = {"", "Example:", "  plash add-layer 0 \"$(plash mkdtemp)\""})
public class MkdtempCommand implements PlashCommand {

    private final Session session;

    /** Made without the bean container. */
    public MkdtempCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        session.print(session.store().temporary().createForUser());
        return 0;
    }
}
