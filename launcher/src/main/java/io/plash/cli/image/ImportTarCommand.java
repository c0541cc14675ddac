package io.plash.cli.image;

import io.plash.api.PlashException;
import io.plash.api.image.Layer;
import io.plash.build.image.ArchiveImporter;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import io.plash.text.RawPath;
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
                "Imports a root filesystem from a tar archive, or from stdin, and prints the id of the new container. The archive may be compressed with gzip, bzip2, xz or zstd, and a squashfs is taken as well.",
        footer = {"", "Example:", "  plash import-tar rootfs.tar.xz", "  docker export c | plash import-tar"})
public class ImportTarCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The archive; stdin without it.")
    private String file = "-";

    public ImportTarCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String title = file.equals("-") ? "stdin" : file;
        InputStream archive = archive();
        Messages messages = Messages.to(System.err, session.environment());
        session.print(new ArchiveImporter(messages, new HostProcesses())
                .container(session.store(), title, Layer.of(() -> archive)));
        return 0;
    }

    private InputStream archive() throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        Path path = RawPath.fromHere(file);
        if (!Files.isRegularFile(path) && Files.exists(path) && Files.isDirectory(path)) {
            throw new PlashException("cannot import " + file + ": it is a directory");
        }
        return Files.newInputStream(path);
    }
}
