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

/** {@code plash import-SCHEME}, for the image sources that have no command of their own: those of third parties. */
@Command(
        name = "import-SCHEME",
        description = "Imports an image from the source SCHEME and prints the id of its container.",
        footer = {"", "Example:", "  plash import-url https://example.com/rootfs.tar.xz"})
public class ImportSourceCommand implements PlashCommand {

    /** What stands before the scheme. */
    public static final String PREFIX = "import-";

    private final Session session;
    private final ImageImporter importer;

    @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE", description = "Its name there.")
    private String image = "";

    @Option(
            names = "--pull",
            paramLabel = "POLICY",
            description =
                    "When to fetch an image that is here already: always (without this option), newer, missing or never.")
    private String pull = "always";

    @Inject
    ImportSourceCommand(Session session, ImageImporter importer) {
        this.session = session;
        this.importer = importer;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String scheme = invocation.command().substring(PREFIX.length());
        session.print(importer.imported(session.store(), scheme, image, PullPolicy.parse(pull))
                .container());
        return 0;
    }
}
