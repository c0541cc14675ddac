package io.plash.cli.build;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.store.note.LayerNotes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash add-layer}. */
@Command(
        name = "add-layer",
        description =
                "Moves a directory into the build data as a new container on top of PARENT, and prints its id. The parent 0 is empty. The directory must be on the filesystem of the build data; `plash mkdtemp` makes one there.",
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
        session.print(containers.add(below, directory.toAbsolutePath(), LayerNotes.NONE));
        return 0;
    }
}
