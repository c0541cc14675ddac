package io.plash.cli.run;

import io.plash.api.PlashException;
import io.plash.api.union.Changes;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.launch.Exports;
import io.plash.launch.Launches;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash runopts}. */
@Command(
        name = "runopts",
        description =
                "Runs a command in a container with options: which paths of the host it sees, where its changes go, and which variables it gets.",
        exitCodeList = {"127:The container has no such command.", "N:The command exited with N."},
        footer = {"", "Example:", "  plash runopts -c 7 -m /home -m /proc -d ./changes ls /"})
public class RunoptsCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;

    @Option(names = "-c", required = true, paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    @Option(names = "-d", paramLabel = "DIRECTORY", description = "Keep the changes in DIRECTORY/data.")
    private @Nullable Path directory;

    @Option(names = "-m", paramLabel = "PATH", description = "Show this path of the host, if the host has it.")
    private List<String> mounts = new ArrayList<>();

    @Option(names = "-e", paramLabel = "NAME", description = "Hand over this environment variable.")
    private List<String> variables = new ArrayList<>();

    @Option(names = "-E", paramLabel = "NAME", description = "Hand over the variables that this one lists.")
    private List<String> lists = new ArrayList<>();

    @Option(names = "-i", description = "Hand over no variable that is not named here.")
    private boolean ignoreDefaults;

    @Parameters(index = "0..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    private List<String> command = new ArrayList<>();

    @Inject
    RunoptsCommand(Session session, Launches launches) {
        this.session = session;
        this.launches = launches;
    }

    @Override
    public boolean endsOptionsAtParameters() {
        return true;
    }

    @Override
    public boolean hasPlan() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        List<String> export =
                new ArrayList<>(ignoreDefaults ? List.of() : session.exports().ofCaller());
        variables.forEach(name -> export.add(checked(name)));
        lists.forEach(list -> export.addAll(session.exports().listed(list)));
        for (String path : mounts) {
            absolute("-m", path);
        }
        ContainerId id = session.store().containers().require(container);
        Optional<Changes> changes = directory == null ? Optional.empty() : Optional.of(session.changesIn(directory));
        LaunchPlan plan = launches.run(session.store(), id, changes, mounts, export);
        return session.launch(plan, invocation, invocation.argv().size() - command.size());
    }

    private static String checked(String name) {
        try {
            return Exports.checked(name);
        } catch (PlashException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void absolute(String option, String path) {
        if (!path.startsWith("/")) {
            throw new UsageException(option + " needs an absolute path, got: " + path);
        }
    }
}
