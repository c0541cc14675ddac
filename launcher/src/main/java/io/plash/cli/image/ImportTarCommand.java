package io.plash.cli.image;

import io.plash.api.PlashException;
import io.plash.build.ImageImporter;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash import-tar}. */
@Command(
        name = "import-tar",
        description =
                "Imports a root filesystem from a tar archive, or from stdin, and prints the id of the new container. The archive may be compressed with gzip, bzip2, xz or zstd.",
        footer = {"", "Example:", "  plash import-tar rootfs.tar.xz", "  docker export c | plash import-tar"})
public class ImportTarCommand implements PlashCommand {

    private final Session session;
    private final ImageImporter importer;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The archive; stdin without it.")
    private String file = "-";

    @Inject
    ImportTarCommand(Session session, ImageImporter importer) {
        this.session = session;
        this.importer = importer;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        session.print(importer.unpack(session.store(), archive(), file.equals("-") ? "stdin" : file));
        return 0;
    }

    private InputStream archive() throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        Path path = Path.of(file);
        if (!Files.isRegularFile(path) && Files.exists(path) && Files.isDirectory(path)) {
            throw new PlashException("cannot import " + file + ": it is a directory");
        }
        return Files.newInputStream(path);
    }
}
