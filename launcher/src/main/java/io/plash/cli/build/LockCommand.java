package io.plash.cli.build;

import io.plash.build.Builds;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash lock}. */
@Command(
        name = "lock",
        description =
                "Asks what the images of a build file are now, and writes it to FILE.lock. From then on the file is built on exactly these, or not at all, until it is locked again or FILE.lock is deleted.",
        footer = {"", "Example:", "  plash lock ./tools.plash"})
public class LockCommand implements PlashCommand {

    private final Session session;
    private final Builds builds;

    @Parameters(index = "0", paramLabel = "FILE", description = "The build file.")
    private String file = "";

    @Inject
    LockCommand(Session session, Builds builds) {
        this.session = session;
        this.builds = builds;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        builds.lock(session.store(), file);
        return 0;
    }
}
