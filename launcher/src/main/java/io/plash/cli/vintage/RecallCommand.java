package io.plash.cli.vintage;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash recall}. */
@Command(
        name = "recall",
        customSynopsis = "recall COMMAND [ARG...]",
        description =
                "Calls plash with the container that the call before printed, in this session. Commands such as pull:lxc and build then print nothing: their container is remembered. Here `build` takes a command to run, as `create` does, and no build arguments.",
        footer = {"", "Example:", "  plash recall pull:lxc alpine:3.20", "  plash recall run ls /"})
public class RecallCommand implements PlashCommand {

    private final Session session;

    /** Made without the bean container. */
    public RecallCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (invocation.arguments().isEmpty()) {
            throw new UsageException("no command");
        }
        CallSession calls = new CallSession(session);
        List<String> words = calls.withContainer(invocation.arguments());
        if (CallSession.printsContainer(words)) {
            calls.remember(calls.call(words));
            return 0;
        }
        return calls.become(invocation, words);
    }
}
