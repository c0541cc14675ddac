package io.plash.cli.run;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.launch.plan.ImageProgram;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code plash run}. */
@Command(
        name = "run",
        customSynopsis = "run CONTAINER [COMMAND [ARG...]]",
        description =
                "Runs a command in a container, or the shell of the container. The command is a plain process: it has the process id of plash, sees the network, /home, /tmp, /root, /dev, /proc and /sys of the host, and its exit status is that of plash. What it writes elsewhere is gone when it ends. It runs as root of the container, or as the user that `--user` among the build arguments names, or with `--keep-id` as you.",
        exitCodeList = {"127:The container has no such command.", "N:The command exited with N."},
        footer = {
            "",
            "Example:",
            "  plash run 7 ls /",
            "  plash run --from host -- ls /",
            "  plash --from host -- ls /",
            "  plash run --user 1000 --from 7 -- id",
            "  plash run --keep-id --from 7 -- id"
        })
public class RunCommand implements PlashCommand {

    private static final String OPTION = "--image-config=off";
    private static final String VARIABLE = "PLASH_IMAGE_CONFIG";

    private final Session session;
    private final Launches launches;

    @Inject
    RunCommand(Session session, Launches launches) {
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
        LaunchPlan plan =
                launches.run(session.store(), container, session.exports().ofCaller());
        ImageProgram image =
                usesImageConfig(invocation) ? launches.imageProgram(session.store(), container) : ImageProgram.NONE;
        plan = launches.as(invocation.script(), plan, session.store(), container);
        return session.launch(plan.otherwise(image), invocation, invocation.wordsBefore(1));
    }

    /** The option is a build argument, so that it is part of what a kept plan is for. */
    private boolean usesImageConfig(Invocation invocation) {
        Optional<String> variable = session.environment().get(VARIABLE);
        // A fact of its own, for to look at any variable costs a process.
        session.witnesses().fact("image-config", variable.orElse(""));
        List<String> own = invocation.argv().subList(0, invocation.wordsBefore(1));
        return !own.contains(OPTION) && !variable.equals(Optional.of("off"));
    }
}
