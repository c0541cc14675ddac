package io.plash.cli.export;

import io.plash.api.PlashException;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.host.Messages;
import io.plash.posix.OpenFlags;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import io.plash.tree.Staged;
import io.plash.tree.attribute.Omissions;
import io.plash.tree.copy.TreeCopier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash copy-mounted}. */
@Command(
        name = "copy-mounted",
        hidden = true,
        description = "Copies the directory that it is called in; `plash copy` and `plash shallow-copy` call it.",
        footer = {"", "Example:", "  plash copy 7 ./rootfs"})
public class CopyMountedCommand implements PlashCommand {

    private static final Path HERE = Path.of("");

    private final Session session;
    private final Messages messages;

    @Parameters(
            index = "0",
            paramLabel = "CALLER",
            description = "The URI of the directory that DIRECTORY is seen from.")
    private String caller = "";

    @Parameters(index = "1", paramLabel = "CONTAINER", description = "The container that is mounted there.")
    private String container = "";

    @Option(names = "--link", description = "Link to the files of the layers instead of copying them.")
    private boolean link;

    @Parameters(index = "2", paramLabel = "DIRECTORY", description = "The copy.")
    private String directory = "";

    @Inject
    CopyMountedCommand(Session session, Messages messages) {
        this.session = session;
        this.messages = messages;
    }

    @Override
    public int run(Invocation invocation) {
        try {
            Omissions omissions = copyTo(place(CallerDirectory.path(caller)));
            omissions.messages().forEach(messages::note);
            return 0;
        } catch (PosixException e) {
            throw new PlashException("cannot copy to " + shown() + ": " + e.reason(), null, e);
        } catch (IOException e) {
            throw new PlashException("cannot copy to " + shown(), null, e);
        }
    }

    /** Where the copy is to be; before it takes its time, all is refused that would fail in the end. */
    private Path place(Path from) throws IOException {
        Path place = from.resolve(RawPath.of(directory));
        if (Files.exists(place)) {
            place = place.toRealPath();
            if (place.equals(from.toRealPath())) {
                throw refused("it is the working directory", "name another directory");
            }
            if (!Files.isDirectory(place)) {
                throw refused("it exists, and is no directory", "name a new directory");
            }
            try (Stream<Path> names = Files.list(place)) {
                if (names.findAny().isPresent()) {
                    throw refused("it is not empty", "name a new directory");
                }
            }
        } else if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw refused("it is a link to nowhere", "name a new directory");
        }
        return place;
    }

    private PlashException refused(String why, String hint) {
        return new PlashException("cannot copy to " + shown() + ": " + why, hint);
    }

    private String shown() {
        return PathText.show(RawText.encode(directory));
    }

    private Omissions copyTo(Path place) throws IOException {
        Path parent = place.getParent();
        Path name = place.getFileName();
        if (parent == null || name == null) {
            throw new IllegalStateException("not empty: " + place);
        }
        Posix posix = Posix.system();
        int dir = posix.openat(Posix.AT_FDCWD, RawPath.bytes(parent), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try (Staged staged = Staged.directory(posix, dir, RawPath.bytes(name))) {
            TreeCopier copier = new TreeCopier(posix, layers());
            Omissions omissions = link ? copier.link(HERE, staged.fd()) : copier.copy(HERE, staged.fd());
            staged.publish();
            return omissions;
        } finally {
            posix.close(dir);
        }
    }

    private List<Path> layers() {
        Store store = session.store();
        return store.containers().lowerdirs(ContainerId.parse(container)).stream()
                .map(store.root()::resolve)
                .toList();
    }
}
