package io.plash.cli.export;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import io.plash.text.RawPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash shallow-copy}. */
@Command(
        name = "shallow-copy",
        description =
                "Makes a directory with the root filesystem of a container whose files are hard links to those in the build data, so that it takes no space. It has to be on the filesystem of the build data. Whoever edits such a file edits the container: replace or remove files, but never write to them. For an ordinary user the files of other users in the container belong to subordinate ids; `plash sudo rm` deletes them.",
        footer = {"", "Example:", "  plash shallow-copy 7 ./rootfs"})
public class ShallowCopyCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "DIRECTORY", description = "The copy; it does not exist, or is empty.")
    private String directory = "";

    @Inject
    ShallowCopyCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        RawPath.named(directory);
        ContainerId id = session.store().containers().require(container);
        LaunchPlan plan = launches.withMount(session.store(), id);
        String plash = session.installation().plash().toString();
        List<String> words = List.of(plash, "copy-mounted", "--link", CallerDirectory.uri(), id.toString());
        return session.launch(plan.withWords(words), invocation, invocation.wordsBefore(1));
    }
}
