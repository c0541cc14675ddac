package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.ContainerId;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash rm}. */
@Command(
        name = "rm",
        description =
                "Deletes a container and all that were built on it. The id is gone at once and is never given again.",
        footer = {"", "Example:", "  plash rm 7", "  plash rm --from host"})
public class RmCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Inject
    RmCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        ContainerId id = session.store().containers().require(container);
        session.store().temporary().sweep();
        try (TemporaryDirectory trash = session.store().temporary().create()) {
            session.store().containers().remove(id, trash.path().resolve("removed"));
        }
        return 0;
    }
}
