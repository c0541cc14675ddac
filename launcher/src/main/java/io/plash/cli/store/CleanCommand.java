package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.reclaim.Cleaning;
import io.plash.running.RunningContainers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash clean}. */
@Command(
        name = "clean",
        description =
                "Removes what has no use any more: links to containers that are gone, temporary directories and mount points of processes that have ended, removed containers in which no program runs any more, downloads that were not used for 30 days. It prints how much there was of each. Containers stay, and so does everything that a running program uses.",
        footer = {"", "Example:", "  plash clean"})
public class CleanCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0..*", hidden = true, description = "Ignored, as always.")
    private List<String> ignored = List.of();

    @Inject
    CleanCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        RunningContainers running = RunningContainers.of(session.data().root());
        // The first line has always been there: scripts should not rely on the others.
        session.print("output_stable: false");
        new Cleaning(session.store(), session.data(), running)
                .clean()
                .forEach((what, count) -> session.print(what + ": " + count));
        return EmptyTrashCommand.after(invocation, session, launches);
    }
}
