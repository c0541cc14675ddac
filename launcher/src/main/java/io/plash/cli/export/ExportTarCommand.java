package io.plash.cli.export;

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
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash export-tar}. */
@Command(
        name = "export-tar",
        description =
                "Writes the root filesystem of a container as a tar archive to a file or to stdout. The same container always gives the same bytes.",
        footer = {"", "Example:", "  plash export-tar --from host | docker import -"})
public class ExportTarCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container, or build arguments and `--`.")
    private String container = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The archive; stdout without it or with -.")
    private String file = "-";

    @Inject
    ExportTarCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean takesBuildArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (!file.equals("-") && Files.isDirectory(RawPath.fromHere(file))) {
            throw new UsageException("cannot write " + file + ": it is a directory");
        }
        LaunchPlan plan =
                launches.withMount(session.store(), session.store().containers().require(container));
        List<String> words =
                List.of(session.installation().plash().toString(), "export-mounted", CallerDirectory.uri());
        return session.launch(plan.withWords(words), invocation, invocation.wordsBefore(1));
    }
}
