package io.plash.cli.build;

import io.plash.build.Builds;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.macro.BuildScript;
import io.plash.text.RawText;
import jakarta.inject.Inject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code plash build}. */
@Command(
        name = "build",
        customSynopsis = "build [--MACRO [ARG...]]...",
        description =
                "Builds a container and prints its id. What was built before is taken from the cache. Without arguments the script that `plash eval` prints is read from stdin. Images are fetched if they are not here; `--pull=newer`, `--pull=always` and `--pull=never` among the arguments say otherwise. Programs that a step leaves running are ended. Where a container has one user only, steps are made to believe that there are others; `--fake-root=on` and `--fake-root=off` say otherwise.",
        exitCodeList = "1:A step failed, or there is no such image or macro.",
        footer = {"", "Example:", "  plash build --from host --run 'touch /file'"})
public class BuildCommand implements PlashCommand {

    private final Session session;
    private final Builds builds;

    @Inject
    BuildCommand(Session session, Builds builds) {
        this.session = session;
        this.builds = builds;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public boolean hasPlan() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (invocation.arguments().isEmpty()) {
            BuildScript script = new BuildScript(RawText.decode(System.in.readAllBytes()));
            session.print(builds.build(session.store(), script));
        } else {
            session.answer(builds.build(session.store(), invocation.arguments()).container(), invocation);
        }
        return 0;
    }
}
