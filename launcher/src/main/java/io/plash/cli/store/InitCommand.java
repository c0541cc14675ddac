package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.launch.Initializer;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash init}. */
@Command(
        name = "init",
        description =
                "Makes the build data, unless it is there. Every command that needs it does so by itself. The union filesystem is the first that works, overlay or fuse-overlayfs; PLASH_INIT_UNION_TASTE names another.",
        footer = {"", "Example:", "  PLASH_DATA=/mnt/big/plash plash init"})
public class InitCommand implements PlashCommand {

    private final Initializer initializer;

    @Inject
    InitCommand(Initializer initializer) {
        this.initializer = initializer;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        initializer.initialize();
        initializer.renew();
        return 0;
    }
}
