package io.plash.cli.vintage;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash cache}. */
@Command(
        name = "cache",
        customSynopsis = "cache COMMAND [ARG...]",
        description =
                "Calls plash and prints the container that it prints. The same call with the same arguments prints the same container from then on, and does nothing.",
        footer = {"", "Example:", "  plash cache create 7 apk add curl"})
public class CacheCommand implements PlashCommand {

    private final Session session;

    /** Made without the bean container. */
    public CacheCommand(Session session) {
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
        session.print(new CallSession(session).cached(invocation.arguments()));
        return 0;
    }
}
