package io.plash.cli.export;

import io.plash.archive.export.TarExporter;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.host.Messages;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import io.plash.tree.attribute.Omissions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash export-mounted}. */
@Command(
        name = "export-mounted",
        hidden = true,
        description = "Writes the directory that it is called in; `plash export-tar` calls it.",
        footer = {"", "Example:", "  plash export-tar 7"})
public class ExportMountedCommand implements PlashCommand {

    private static final Path HERE = Path.of("");

    private final Session session;
    private final Messages messages;

    @Parameters(index = "0", paramLabel = "CALLER", description = "The URI of the directory that FILE is seen from.")
    private String caller = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The archive; stdout without it or with -.")
    private String file = "-";

    @Inject
    ExportMountedCommand(Session session, Messages messages) {
        this.session = session;
        this.messages = messages;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Posix posix = Posix.system();
        TarExporter exporter = new TarExporter(posix, SourceDate.of(session.environment()));
        ArchiveFile archive = new ArchiveFile(posix, (stream, title) -> exporter.export(HERE, stream, title));
        Omissions omissions = file.equals("-")
                ? archive.writeToStdout()
                : archive.writeTo(
                        CallerDirectory.path(caller).resolve(RawPath.of(file)), PathText.show(RawText.encode(file)));
        omissions.messages().forEach(messages::note);
        return 0;
    }
}
