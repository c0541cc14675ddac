package io.plash.cli.run;

import io.plash.api.PlashException;
import io.plash.api.union.Changes;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import io.plash.tree.MountPoints;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash mount}. */
@Command(
        name = "mount",
        description =
                "Mounts a container on a directory, only to be read, or with its changes in another directory. It stays mounted until `umount`. An ordinary user can mount only inside `plash sudo`.",
        footer = {"", "Example:", "  plash mount 7 /mnt", "  plash mount 7 /srv ./changes"})
public class MountCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;
    private final Launcher launcher;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "MOUNTPOINT", description = "An existing directory.")
    private Path mountpoint = Path.of("");

    @Parameters(index = "2", arity = "0..1", paramLabel = "CHANGES", description = "Keep changes in CHANGES/data.")
    private @Nullable Path directory;

    @Inject
    MountCommand(Session session, Launches launches, Launcher launcher) {
        this.session = session;
        this.launches = launches;
        this.launcher = launcher;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        ContainerId id = session.store().containers().require(container);
        Path target = mountpoint.toAbsolutePath();
        if (!Files.isDirectory(target)) {
            throw new PlashException("cannot mount on " + mountpoint + ": not a directory");
        }
        if (!session.identity().canMount()) {
            throw new PlashException(
                    "cannot mount on " + mountpoint + ": only root can",
                    "use `plash with-mount`, or mount inside `plash sudo`");
        }
        // mount(8) would take the entry of a plan for one that is mounted.
        if (MountPoints.contains(target)) {
            throw new PlashException(
                    "cannot mount on " + mountpoint + ": something is mounted there",
                    "umount it, or take another directory");
        }
        Optional<Changes> changes = directory == null ? Optional.empty() : Optional.of(session.changesIn(directory));
        LaunchPlan plan = launches.mountHere(session.store(), id, changes, target.toString());
        String once = session.store().plans().once(plan.text());
        return launcher.run(session.store(), once, List.of("true"), null);
    }
}
