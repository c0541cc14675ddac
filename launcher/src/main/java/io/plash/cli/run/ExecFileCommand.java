package io.plash.cli.run;

import io.plash.api.PlashException;
import io.plash.build.Builds;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.launch.Exports;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.macro.BuildScript;
import io.plash.store.ContainerId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash exec-file}, which is also {@code plash-exec}. */
@Command(
        name = "exec-file",
        customSynopsis = "exec-file FILE [ARG...]",
        description =
                "Builds the container of a build file and runs its entrypoint with the arguments. A file whose first line is `#!/usr/bin/env plash-exec` is a program that does the same. Names in the file start at the directory of the file; the entrypoint runs where the caller is. A FILE with a slash in its name needs no command: `plash ./FILE`.",
        footer = {"", "Example:", "  plash exec-file hello world", "  plash ./hello world"})
public class ExecFileCommand implements PlashCommand {

    private final Session session;
    private final Builds builds;
    private final Launches launches;

    @Inject
    ExecFileCommand(Session session, Builds builds, Launches launches) {
        this.session = session;
        this.builds = builds;
        this.launches = launches;
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
            throw new UsageException("no build file: this program is usually invoked from a shebang");
        }
        String name = invocation.arguments().get(0);
        BuildScript script = builds.evaluateFile(session.store(), name).script();
        String entrypoint = script.entrypoint()
                .filter(program -> !program.isEmpty())
                .orElseThrow(() -> new PlashException(
                        name + ": no hint named 'exec' found", "maybe try adding `--entrypoint /bin/sh`"));
        ContainerId container = builds.buildFile(session.store(), script, name);
        LaunchPlan plan = launches.run(session.store(), container, exports(script));
        plan = launches.as(script, plan, session.store(), container);
        return session.launch(plan.withWords(List.of(entrypoint)), invocation, invocation.wordsBefore(1));
    }

    private List<String> exports(BuildScript script) {
        List<String> exports = new ArrayList<>(session.exports().ofCaller());
        script.exportedVariables().forEach(name -> exports.add(Exports.checked(name)));
        return exports;
    }
}
