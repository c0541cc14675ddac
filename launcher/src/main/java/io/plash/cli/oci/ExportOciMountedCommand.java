package io.plash.cli.oci;

import io.plash.api.PlashException;
import io.plash.api.image.ImageConfig;
import io.plash.archive.export.TarExporter;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.export.CallerDirectory;
import io.plash.cli.export.SourceDate;
import io.plash.host.Messages;
import io.plash.oci.LayoutWriter;
import io.plash.posix.DescriptorOutput;
import io.plash.posix.OpenFlags;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import io.plash.store.ContainerId;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import io.plash.tree.Staged;
import io.plash.tree.attribute.Omissions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash export-oci-mounted}. */
@Command(
        name = "export-oci-mounted",
        hidden = true,
        description = "Writes the directory that it is called in as an image; `plash export-oci` calls it.",
        footer = {"", "Example:", "  plash export-oci 7 image"})
public class ExportOciMountedCommand implements PlashCommand {

    private static final Path HERE = Path.of("");
    private static final int FOR_ALL = 0666;
    private static final int DIRECTORY_FOR_ALL = 0755;

    /** The layout in an archive is of no time. */
    private static final OptionalLong EPOCH = OptionalLong.of(0);

    private final Session session;
    private final Messages messages;

    @Parameters(index = "0", paramLabel = "CALLER", description = "The URI of the directory that IMAGE is seen from.")
    private String caller = "";

    @Parameters(index = "1", paramLabel = "CONTAINER", description = "The container that is mounted there.")
    private String container = "";

    @Parameters(index = "2", paramLabel = "IMAGE", description = "The directory or archive.")
    private String image = "";

    @Inject
    ExportOciMountedCommand(Session session, Messages messages) {
        this.session = session;
        this.messages = messages;
    }

    @Override
    public int run(Invocation invocation) {
        Path place = CallerDirectory.path(caller).resolve(RawPath.of(image));
        Path directory = place.getParent();
        Path name = place.getFileName();
        boolean archive = image.endsWith(".tar");
        if (directory == null || name == null || (!archive && Files.exists(place, LinkOption.NOFOLLOW_LINKS))) {
            throw new PlashException("cannot write " + shown() + ": it exists", "name a new directory");
        }
        Posix posix = Posix.system();
        try {
            int parent =
                    posix.openat(Posix.AT_FDCWD, RawPath.bytes(directory), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
            try (Staged staged = archive
                    ? Staged.file(posix, parent, RawPath.bytes(name), FOR_ALL)
                    : Staged.directory(posix, parent, RawPath.bytes(name))) {
                Omissions omissions = archive ? writeArchive(posix, staged.fd()) : writeLayout(posix, staged.fd());
                staged.publish();
                omissions.messages().forEach(messages::note);
            } finally {
                posix.close(parent);
            }
        } catch (IOException e) {
            throw new PlashException("cannot write " + shown(), null, e);
        }
        return 0;
    }

    private String shown() {
        return PathText.show(RawText.encode(image));
    }

    private Omissions writeLayout(Posix posix, int directory) throws IOException {
        Omissions omissions = writer(Path.of("/proc/self/fd/" + directory)).write(HERE, config());
        posix.fchmod(directory, DIRECTORY_FOR_ALL);
        return omissions;
    }

    private Omissions writeArchive(Posix posix, int file) throws IOException {
        try (TemporaryDirectory temporary = session.store().temporary().create()) {
            Path layout = temporary.make("image");
            Omissions omissions = writer(layout).writeLoadable(HERE, config());
            new TarExporter(posix, EPOCH).export(layout, new DescriptorOutput(posix, file), shown());
            return omissions;
        }
    }

    private LayoutWriter writer(Path layout) {
        return new LayoutWriter(layout, SourceDate.of(session.environment()));
    }

    private ImageConfig config() throws IOException {
        return session.store().containers().config(ContainerId.parse(container));
    }
}
