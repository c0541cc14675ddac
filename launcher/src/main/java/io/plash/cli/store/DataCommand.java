package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.plan.LaunchPlan;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash data}. */
@Command(
        name = "data",
        customSynopsis = "data [COMMAND [ARG...]]",
        description = "Prints where the build data is, or runs a command of the host there.",
        exitCodeList = {"127:The host has no such command.", "N:The command exited with N."},
        footer = {"", "Example:", "  plash data", "  plash data ls"})
public class DataCommand implements PlashCommand {

    private final Session session;

    /** Made without the bean container. */
    public DataCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (invocation.arguments().isEmpty()) {
            session.print(session.data().root());
            return 0;
        }
        return session.launch(LaunchPlan.inDirectory("."), invocation, invocation.offset());
    }
}
