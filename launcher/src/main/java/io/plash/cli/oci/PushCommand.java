package io.plash.cli.oci;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.source.docker.DockerPush;
import io.plash.store.ContainerId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash push}. */
@Command(
        name = "push",
        description =
                "Uploads a container as an OCI image to a registry, and prints the name that always means this image. The same container always becomes the same image.",
        footer = {"", "Example:", "  plash push 7 localhost:5000/team/app:1"})
public class PushCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "What the image is to be called.")
    private String image = "";

    @Inject
    PushCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        DockerPush.name(image);
        ContainerId id = session.store().containers().require(container);
        LaunchPlan plan = launches.withMount(session.store(), id);
        List<String> words = List.of(session.installation().plash().toString(), "push-mounted", id.toString());
        return session.launch(plan.withWords(words), invocation, invocation.wordsBefore(1));
    }
}
