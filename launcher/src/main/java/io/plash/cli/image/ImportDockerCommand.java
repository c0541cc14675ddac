package io.plash.cli.image;

import io.plash.build.image.ImageImporter;
import io.plash.build.image.PullPolicy;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash import-docker}. */
@Command(
        name = "import-docker",
        description =
                "Imports an image from a registry, from a local engine (docker-daemon:NAME), or from a file or directory (docker-archive:FILE, oci-archive:FILE, oci:DIRECTORY, each with :NAME for one of several), and prints the id of its container.",
        footer = {"", "Example:", "  plash import-docker alpine:3.20"})
public class ImportDockerCommand implements PlashCommand {

    private final Session session;
    private final ImageImporter importer;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image, as docker or skopeo call it.")
    private String image = "";

    @Option(
            names = "--pull",
            paramLabel = "POLICY",
            description =
                    "When to fetch an image that is here already: always (without this option), newer, missing or never.")
    private String pull = "always";

    @Inject
    ImportDockerCommand(Session session, ImageImporter importer) {
        this.session = session;
        this.importer = importer;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        session.print(importer.imported(session.store(), "docker", image, PullPolicy.parse(pull))
                .container());
        return 0;
    }
}
