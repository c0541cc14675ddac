package io.plash.cli.build;

import io.plash.api.PlashException;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.store.note.LayerNotes;
import io.plash.text.RawPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash add-layer}. */
@Command(
        name = "add-layer",
        description =
                "Moves a directory into the build data as a new container on top of PARENT, and prints its id. The parent 0 is empty. The directory must be on the filesystem of the build data; `plash mkdtemp` makes one there. Other parts of the build data are refused.",
        footer = {"", "Example:", "  plash add-layer 0 ./rootfs"})
public class AddLayerCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", paramLabel = "PARENT", description = "The container to build on, or 0.")
    private String parent = "";

    @Parameters(index = "1", paramLabel = "DIRECTORY", description = "What becomes the layer.")
    private Path directory = Path.of("");

    @Inject
    AddLayerCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Containers containers = session.store().containers();
        ContainerId below = parent.equals("0") ? ContainerId.ROOT : containers.require(parent);
        refuseBuildData();
        refuseWorkingDirectory();
        session.print(containers.add(below, directory.toAbsolutePath(), LayerNotes.NONE));
        return 0;
    }

    /** The caller would find itself in the build data. */
    private void refuseWorkingDirectory() throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && RawPath.here().toRealPath().startsWith(directory.toRealPath())) {
            throw new PlashException(
                    "cannot add " + RawPath.text(directory) + ": it is the working directory, or holds it",
                    "`plash mkdtemp` makes a directory for a layer");
        }
    }

    /** What is moved is no longer where it was, so it must not be a part of the build data, but for work in progress. */
    private void refuseBuildData() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path place = directory.toRealPath();
        Path data = session.store().root().toRealPath();
        boolean inside = place.startsWith(data) && !place.startsWith(data.resolve("tmp"));
        if (inside || data.startsWith(place) || place.equals(data.resolve("tmp"))) {
            throw new PlashException(
                    "cannot add " + RawPath.text(directory) + ": it is a part of the build data, or holds it",
                    "`plash copy` copies a container to a directory");
        }
    }
}
