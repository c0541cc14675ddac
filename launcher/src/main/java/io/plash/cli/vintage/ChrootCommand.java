package io.plash.cli.vintage;

import io.plash.api.PlashException;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.text.RawPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code plash chroot}. */
@Command(
        name = "chroot",
        customSynopsis = "chroot DIRECTORY [COMMAND [ARG...]]",
        description =
                "Runs a command with a directory as its root directory. It sees of the host what containers see, as far as the directory has a place for it. What it changes is changed in the directory.",
        footer = {"", "Example:", "  plash chroot ./rootfs sh"})
public class ChrootCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Inject
    ChrootCommand(Session session, Launches launches) {
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
        if (invocation.arguments().isEmpty()) {
            throw new UsageException("no directory");
        }
        Path directory = RawPath.fromHere(invocation.arguments().get(0));
        if (!Files.isDirectory(directory)) {
            throw new PlashException("cannot change root to " + directory + ": not a directory");
        }
        LaunchPlan plan = launches.chroot(
                session.store(), directory.toRealPath(), session.exports().ofCaller());
        return session.launch(plan, invocation, invocation.wordsBefore(1));
    }
}
