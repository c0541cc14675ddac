package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.reclaim.Trash;
import io.plash.running.RunningContainers;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash rm}. */
@Command(
        name = "rm",
        description =
                "Deletes a container and all that were built on it. The id is gone at once and is never given again. Programs that run in these containers are not disturbed: the files stay until a later `plash rm`, `plash shrink` or `plash clean` finds that nobody uses them.",
        footer = {"", "Example:", "  plash rm 7", "  plash rm --from host"})
public class RmCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Inject
    RmCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Containers containers = session.store().containers();
        ContainerId id = containers.require(container);
        Trash trash = new Trash(session.data());
        containers.remove(id, trash.place(id));
        trash.discardRemoved(RunningContainers.of(session.data().root()).use());
        return EmptyTrashCommand.after(invocation, session, launches);
    }
}
