package io.plash.cli.main;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code plash version}. */
@Command(
        name = "version",
        description = "Prints the version of plash.",
        footer = {"", "Example:", "  plash version"})
final class VersionCommand implements PlashCommand {

    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) {
        session.print(Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("unknown"));
        return 0;
    }
}
