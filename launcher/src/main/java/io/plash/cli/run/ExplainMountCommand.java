package io.plash.cli.run;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.MountRefusal;
import io.plash.launch.UnionFilesystems;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash explain-mount}. */
@Command(
        name = "explain-mount",
        hidden = true,
        description = "Says why the mounts of a launch plan failed; the launch script calls it.",
        footer = {"", "Example:", "  plash explain-mount PLAN MESSAGE"})
public class ExplainMountCommand implements PlashCommand {

    private final Session session;
    private final UnionFilesystems unions;

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan.")
    private Path plan = Path.of("");

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "What mount printed.")
    private String refused = "";

    @Inject
    ExplainMountCommand(Session session, UnionFilesystems unions) {
        this.session = session;
        this.unions = unions;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        try {
            throw new MountRefusal(unions).explain(plan, session.store(), refused);
        } finally {
            session.store().plans().delete(plan);
        }
    }
}
