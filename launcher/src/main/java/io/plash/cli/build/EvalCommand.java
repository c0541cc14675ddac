package io.plash.cli.build;

import io.plash.build.Builds;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash eval}. */
@Command(
        name = "eval",
        customSynopsis = "eval [--MACRO [ARG...]]...",
        description =
                "Prints the build script that build arguments stand for. Images are imported on the way; nothing is built.",
        footer = {"", "Example:", "  plash eval --from host --apt curl"})
public class EvalCommand implements PlashCommand {

    private final Session session;
    private final Builds builds;

    @Inject
    EvalCommand(Session session, Builds builds) {
        this.session = session;
        this.builds = builds;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String text = builds.evaluate(session.store(), invocation.arguments())
                .script()
                .text();
        if (!text.isEmpty()) {
            session.print(text.substring(0, text.length() - 1));
        }
        return 0;
    }
}
