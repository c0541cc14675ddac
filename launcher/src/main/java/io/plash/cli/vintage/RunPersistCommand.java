package io.plash.cli.vintage;

import io.plash.api.union.Changes;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import io.plash.text.RawPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash run:persist}. */
@Command(
        name = "run:persist",
        customSynopsis = "run:persist CONTAINER DIRECTORY [COMMAND [ARG...]]",
        description =
                "Runs a command in a container as `plash run` does, and keeps what it changes in DIRECTORY/data. The next run with the same directory goes on with that.",
        footer = {"", "Example:", "  plash run:persist 7 ./changes touch /file"})
public class RunPersistCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Inject
    RunPersistCommand(Session session, Launches launches) {
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
    public int run(Invocation invocation) throws IOException {
        List<String> arguments = invocation.arguments();
        if (arguments.size() < 2) {
            throw new UsageException(arguments.isEmpty() ? "no container" : "no directory");
        }
        ContainerId container = session.store().containers().require(arguments.get(0));
        Changes changes = session.changesIn(RawPath.named(arguments.get(1)));
        LaunchPlan plan = launches.run(
                session.store(), container, changes, session.exports().ofCaller());
        return session.launch(plan, invocation, invocation.wordsBefore(2));
    }
}
