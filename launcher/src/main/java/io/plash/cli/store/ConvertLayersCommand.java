package io.plash.cli.store;

import io.plash.archive.layer.LayerConversion;
import io.plash.archive.layer.OverlayMarks;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.posix.Posix;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash convert-layers}: what {@code plash convert-union} has to do as the owner of the files of containers. */
@Command(
        name = "convert-layers",
        hidden = true,
        description = "Rewrites the marks of all layers; convert-union calls it.",
        footer = {"", "Example:", "  plash convert-layers fuse-overlayfs"})
public class ConvertLayersCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Parameters(index = "0", paramLabel = "TASTE", description = "The union filesystem that wrote them.")
    private String writer = "";

    @Inject
    ConvertLayersCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        convert(session.store(), writer, launches.inUserNamespace());
        return 0;
    }

    static void convert(Store store, String writer, boolean inUserNamespace) throws IOException {
        Posix posix = Posix.system();
        LayerConversion conversion = LayerConversion.from(posix, new OverlayMarks(posix, inUserNamespace), writer);
        for (ContainerId container : store.containers().all()) {
            conversion.convert(store.root(), store.containers().layer(container));
        }
    }
}
