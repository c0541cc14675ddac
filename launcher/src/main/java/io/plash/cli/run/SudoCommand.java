package io.plash.cli.run;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash sudo}. */
@Command(
        name = "sudo",
        customSynopsis = "sudo [COMMAND [ARG...]]",
        description =
                "Runs a command of the host as the owner of the files of containers: in the user namespace of containers, where an ordinary user is root. Without a command it is a shell.",
        exitCodeList = {"127:The host has no such command.", "N:The command exited with N."},
        footer = {"", "Example:", "  plash sudo rm -r ./rootfs"})
public class SudoCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Inject
    SudoCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
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
        return session.launch(launches.enter(), invocation, invocation.offset());
    }
}
