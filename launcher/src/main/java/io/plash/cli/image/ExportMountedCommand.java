package io.plash.cli.image;

import io.plash.archive.TarExporter;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
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

    private final Session session;

    @Parameters(index = "0", paramLabel = "DIRECTORY", description = "Where FILE is seen from.")
    private Path directory = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The archive; stdout without it or with -.")
    private String file = "-";

    @Inject
    ExportMountedCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        TarExporter exporter = new TarExporter(SourceDate.of(session.environment()));
        if (file.equals("-")) {
            exporter.export(Path.of(""), System.out);
            return 0;
        }
        try (OutputStream archive = new BufferedOutputStream(Files.newOutputStream(directory.resolve(file)))) {
            exporter.export(Path.of(""), archive);
        }
        return 0;
    }
}
