package io.plash.cli.image;

import io.plash.build.image.ImageImporter;
import io.plash.build.image.PullPolicy;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash import-url}. */
@Command(
        name = "import-url",
        description =
                "Imports a root filesystem from a tar archive on the web (http, https) or in a file (file), and prints the id of the new container. What the options say can stand behind the URL as well: #sha256=HEX&strip=N&signature=URL, each or none of them.",
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
            description =
                    "Where a detached signature of the archive is. It has to be by a key of the keyring, see PLASH_KEYRING.")
    private @Nullable String signature;

    @Option(names = "--sha256", paramLabel = "HEX", description = "The digest that the archive has to have.")
    private @Nullable String sha256;

    @Option(
            names = "--strip",
            paramLabel = "N",
            description = "Take off so many directories, each of which holds everything.")
    private @Nullable String strip;

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
        String image = with(with(with(url, "sha256", sha256), "strip", strip), "signature", signature);
        session.print(importer.imported(session.store(), "url", image, PullPolicy.parse(pull))
                .container());
        return 0;
    }

    /** With an option behind the URL, if it was given; the name of a file can have a {@code #} that begins nothing. */
    static String with(String url, String option, @Nullable String value) {
        boolean more = url.matches("(?s).*#(sha256|sha512|strip|signature)=[^#]*");
        return value == null ? url : url + (more ? "&" : "#") + option + "=" + value;
    }
}
