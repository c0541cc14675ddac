package io.plash.cli.oci;

import io.plash.api.PlashException;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.export.CallerDirectory;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import io.plash.text.RawPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash export-oci}. */
@Command(
        name = "export-oci",
        description =
                "Writes a container as an OCI image to a new directory, where it is called latest, or, if the name ends in .tar, to an archive that `docker load` takes too. The same container always gives the same bytes.",
        footer = {"", "Example:", "  plash export-oci --from host -- image.tar"})
public class ExportOciCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "The directory or archive.")
    private String image = "";

    @Inject
    ExportOciCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (RawPath.named(image).getFileName() == null) {
            throw new PlashException("cannot write an image to " + image, "name a new directory or a .tar");
        }
        ContainerId id = session.store().containers().require(container);
        LaunchPlan plan = launches.withMount(session.store(), id);
        List<String> words = List.of(
                session.installation().plash().toString(), "export-oci-mounted", CallerDirectory.uri(), id.toString());
        return session.launch(plan.withWords(words), invocation, invocation.wordsBefore(1));
    }
}
