package io.plash.cli.store;

import io.plash.api.PlashException;
import io.plash.api.union.UnionFilesystem;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Initializer;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.launch.UnionFilesystems;
import io.plash.running.LayerUse;
import io.plash.running.RunningContainers;
import io.plash.store.Store;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash convert-union}. */
@Command(
        name = "convert-union",
        description =
                "Has another union filesystem show the containers: overlay or fuse-overlayfs. Whiteouts and opaque directories of all layers are rewritten as it needs them, and what it could not show is an error that names the file. It refuses while a container runs. If it is interrupted, nothing has changed for the containers, and it can be called again. `plash doctor` says which union filesystems work.",
        footer = {"", "Example:", "  plash convert-union overlay"})
public class ConvertUnionCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;
    private final Launcher launcher;
    private final Initializer initializer;
    private final UnionFilesystems unions;

    @Parameters(index = "0", paramLabel = "TASTE", description = "The name of the union filesystem.")
    private String taste = "";

    @Inject
    ConvertUnionCommand(
            Session session, Launches launches, Launcher launcher, Initializer initializer, UnionFilesystems unions) {
        this.session = session;
        this.launches = launches;
        this.launcher = launcher;
        this.initializer = initializer;
        this.unions = unions;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        UnionFilesystem union = unions.named(taste);
        Store store = session.store();
        // Layers that others are about to add wait for it, and are refused then.
        try (FileLock held = store.containers().lock()) {
            String writer = store.layersBy();
            if (!writer.equals(taste)) {
                initializer.refusal(union).ifPresent(reason -> {
                    throw new PlashException(
                            "cannot convert to " + taste + ": it does not work here: " + reason,
                            "`plash doctor` says more");
                });
                refuseIfUsed();
                convert(store, writer);
                // They know only which union filesystem is in use, not which one wrote the layers.
                store.plans().forget(container -> true);
            }
            initializer.use(union);
            return 0;
        }
    }

    private void refuseIfUsed() throws IOException {
        LayerUse use = RunningContainers.of(session.data().root()).use();
        if (!use.complete() || !use.containers().isEmpty()) {
            throw new PlashException(
                    "cannot convert the layers in " + session.data().root() + ": containers are running, or mounted",
                    "end them first; `plash ps` lists those that run");
        }
    }

    private void convert(Store store, String writer) throws IOException {
        if (session.identity().isRoot()) {
            ConvertLayersCommand.convert(store, writer, launches.inUserNamespace());
            return;
        }
        int status = launcher.plash(store, launches.enter(), List.of("convert-layers", writer), new byte[0])
                .status();
        if (status != 0) {
            throw PlashException.alreadyReported(status);
        }
    }
}
