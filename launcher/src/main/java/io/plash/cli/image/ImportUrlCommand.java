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

/** {@code plash import-url}. */
@Command(
        name = "import-url",
        description =
                "Imports a root filesystem from a tar archive on the web (http, https) or in a file (file), and prints the id of the new container.",
        footer = {"", "Example:", "  plash import-url https://example.com/rootfs.tar.xz"})
public class ImportUrlCommand implements PlashCommand {

    private final Session session;
    private final ImageImporter importer;

    @Parameters(index = "0", paramLabel = "URL", description = "Where the archive is.")
    private String url = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SIGNATURE",
            description = "Where a detached signature of the archive is.")
    private String signature = "";

    @Option(
            names = "--pull",
            paramLabel = "POLICY",
            description =
                    "When to fetch an image that is here already: always (without this option), newer, missing or never.")
    private String pull = "always";

    @Inject
    ImportUrlCommand(Session session, ImageImporter importer) {
        this.session = session;
        this.importer = importer;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        session.print(importer.imported(session.store(), "url", signed(), PullPolicy.parse(pull))
                .container());
        return 0;
    }

    private String signed() {
        if (signature.isEmpty()) {
            return url;
        }
        return url + (url.contains("#") ? "&" : "#") + "signature=" + signature;
    }
}
