package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.reclaim.Purge;
import io.plash.reclaim.Trash;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plash purge}. */
@Command(
        name = "purge",
        description =
                "Deletes all build data: every container, name and setting. It asks before, and y or yes means yes. It refuses while something is mounted in the build data, or a container runs, is imported or built.",
        footer = {"", "Example:", "  plash purge", "  plash purge --yes"})
public class PurgeCommand implements PlashCommand {

    private static final Set<String> YES = Set.of("y", "yes");

    private final Session session;
    private final Launches launches;
    private final Launcher launcher;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Inject
    PurgeCommand(Session session, Launches launches, Launcher launcher) {
        this.session = session;
        this.launches = launches;
        this.launcher = launcher;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        DataDirectory data = session.data();
        if (!Files.exists(data.root())) {
            return 0;
        }
        Purge purge = new Purge(data);
        purge.refuseIfUnsafe(session.identity().uid());
        if (!yes && !confirmed()) {
            return 0;
        }
        Path purged = purge.moveAway();
        boolean complete = Files.exists(new DataDirectory(purged).lock());
        if (complete && !session.identity().isRoot()) {
            return deleteAsOwner(purged);
        }
        new Trash(data).empty();
        return 0;
    }

    private boolean confirmed() throws IOException {
        System.out.print("Delete all build data? [y/N] ");
        System.out.flush();
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String answer = answers.readLine();
        return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    /** The launch plan lies in what is deleted: there is no other build data now. */
    private int deleteAsOwner(Path purged) throws IOException {
        try (Store store = new Store(new DataDirectory(purged))) {
            return launcher.plash(store, launches.enter(), List.of("empty-trash"), new byte[0])
                    .status();
        }
    }
}
