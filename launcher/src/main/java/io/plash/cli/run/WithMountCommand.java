package io.plash.cli.run;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash with-mount}. */
@Command(
        name = "with-mount",
        customSynopsis = "with-mount CONTAINER [COMMAND [ARG...]]",
        description =
                "Runs a command of the host in the directory where a container is mounted, only to be read. Without a command it is a shell.",
        exitCodeList = {"127:The host has no such command.", "N:The command exited with N."},
        footer = {"", "Example:", "  plash with-mount --from host -- du -sh"})
public class WithMountCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Inject
    WithMountCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public boolean hasPlan() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        ContainerId container =
                session.store().containers().require(invocation.arguments().get(0));
        LaunchPlan plan = launches.withMount(session.store(), container);
        return session.launch(plan, invocation, invocation.wordsBefore(1));
    }
}
