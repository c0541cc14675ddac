package io.plash.cli.build;

import io.plash.build.LayerBuilder;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.ContainerId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash create}. */
@Command(
        name = "create",
        customSynopsis = "create CONTAINER [COMMAND [ARG...]]",
        description =
                "Runs a command in a container and keeps what it changes as a new container, whose id is printed. Without a command it is the shell of the container. Programs that it leaves running are ended. If the command fails, nothing is kept.",
        exitCodeList = "1:The command failed.",
        footer = {"", "Example:", "  plash create 7 touch /file"})
public class CreateCommand implements PlashCommand {

    private final Session session;
    private final LayerBuilder layers;

    @Inject
    CreateCommand(Session session, LayerBuilder layers) {
        this.session = session;
        this.layers = layers;
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
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        List<String> arguments = invocation.arguments();
        ContainerId parent = session.store().containers().require(arguments.get(0));
        List<String> command = arguments.subList(1, arguments.size());
        session.print(layers.create(
                session.store(), parent, command, session.exports().ofCaller(), null));
        return 0;
    }
}
