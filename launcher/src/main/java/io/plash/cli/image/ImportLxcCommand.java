package io.plash.cli.image;

import io.plash.api.PlashException;
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

/** {@code plash import-lxc}. */
@Command(
        name = "import-lxc",
        description =
                "Imports a distribution from images.linuxcontainers.org, or from the servers that PLASH_LXC_SERVER names, and prints the id of its container. Without a release it is the newest one.",
        footer = {"", "Example:", "  plash import-lxc alpine", "  plash import-lxc debian/bookworm --dry"})
public class ImportLxcCommand implements PlashCommand {

    private final Session session;
    private final ImageImporter importer;

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description =
                    "DISTRIBUTION, DISTRIBUTION:RELEASE or DISTRIBUTION/RELEASE/ARCHITECTURE/VARIANT; release, architecture and variant can be left out.")
    private String image = "";

    @Option(names = "--dry", description = "Print where the root filesystem is, and fetch nothing.")
    private boolean dry;

    @Option(
            names = "--arch",
            paramLabel = "ARCHITECTURE",
            description = "Of this architecture, as Debian calls it, where IMAGE does not say.")
    private String architecture = "";

    @Option(
            names = "--pull",
            paramLabel = "POLICY",
            description =
                    "When to fetch an image that is here already: always (without this option), newer, missing or never.")
    private String pull = "always";

    @Inject
    ImportLxcCommand(Session session, ImageImporter importer) {
        this.session = session;
        this.importer = importer;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String name = architecture.isEmpty() ? image : withArchitecture();
        session.print(
                dry
                        ? importer.address(session.store(), "lxc", name).orElseThrow()
                        : importer.imported(session.store(), "lxc", name, PullPolicy.parse(pull))
                                .container());
        return 0;
    }

    private String withArchitecture() {
        if (!image.matches("[^:/]+([:/][^:/]+)?")) {
            throw new PlashException(
                    "cannot choose an architecture: " + image + " is of one", "write DISTRIBUTION:RELEASE");
        }
        return image + "/" + architecture;
    }
}
