package io.plash.cli.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.build.image.ImageImporter;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash import-image}, which imports for a plash of a user that owns no files of containers. */
@Command(
        name = "import-image",
        hidden = true,
        description = "Fetches the image that stdin names and prints the id of its container.",
        footer = {"", "Example:", "  plash import-url https://example.com/rootfs.tar.xz"})
public class ImportImageCommand implements PlashCommand {

    private final Session session;
    private final ImageImporter importer;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source of the image.")
    private String source = "";

    @Inject
    ImportImageCommand(Session session, ImageImporter importer) {
        this.session = session;
        this.importer = importer;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String name = new String(System.in.readAllBytes(), UTF_8);
        session.print(importer.fetch(session.store(), source, name));
        return 0;
    }
}
