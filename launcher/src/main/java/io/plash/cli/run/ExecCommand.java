package io.plash.cli.run;

import io.plash.api.PlashException;
import io.plash.api.launch.NamespaceEntry;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.host.HostProcesses;
import io.plash.launch.plan.LaunchPlan;
import io.plash.running.RunningContainer;
import io.plash.running.RunningContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code plash exec}. */
@Command(
        name = "exec",
        customSynopsis = "exec PID|CONTAINER [COMMAND [ARG...]]",
        description =
                "Runs a command in a container that runs already, where it sees what the programs there have changed. The container is named by one of its process ids, as `plash ps` shows them, or by its id if it runs only once. Without a command it is the shell of the container.",
        footer = {"", "Example:", "  plash exec 4711 ps aux"})
public class ExecCommand implements PlashCommand {

    private final Session session;

    /** Made without the bean container. */
    public ExecCommand(Session session) {
        this.session = session;
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
        if (invocation.arguments().isEmpty() || invocation.arguments().get(0).isEmpty()) {
            throw new UsageException("no container");
        }
        RunningContainer container = running(invocation.arguments().get(0));
        LaunchPlan plan = LaunchPlan.joining(
                entry(Path.of("/proc", Long.toString(container.pid()))),
                container.root().toString(),
                session.exports().ofCaller());
        return session.launch(plan, invocation, invocation.wordsBefore(1));
    }

    private RunningContainer running(String text) throws IOException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new PlashException("not a process id and not a container: " + text, "`plash ps` lists them");
        }
        long number = Long.parseLong(text);
        RunningContainers running = RunningContainers.of(session.data().root());
        List<RunningContainer> found = running.ofProcess(number)
                .map(List::of)
                .orElseGet(() -> running.all().stream()
                        .filter(container -> container.container().value() == number)
                        .toList());
        if (found.isEmpty()) {
            throw new PlashException("no running container: " + text, "`plash ps` lists them");
        }
        if (found.size() > 1) {
            String pids = found.stream()
                    .map(container -> Long.toString(container.pid()))
                    .collect(Collectors.joining(", "));
            throw new PlashException(
                    "container " + text + " runs more than once", "name one by its process id: " + pids);
        }
        return found.get(0);
    }

    /** A namespace that one is in already cannot be entered. */
    private static NamespaceEntry entry(Path process) throws IOException {
        List<String> words = new ArrayList<>();
        if (isElsewhere(process, "user")) {
            if (!hasRoot(process)) {
                throw new PlashException(
                        "cannot enter the container of process " + process.getFileName()
                                + ": it runs with --keep-id, and there is nobody in it who could",
                        "run the command with --keep-id in a container of its own");
            }
            words.addAll(List.of("--user=" + process.resolve("ns/user"), "--preserve-credentials"));
        }
        if (isElsewhere(process, "mnt")) {
            words.add("--mount=" + process.resolve("ns/mnt"));
        }
        if (words.isEmpty()) {
            return NamespaceEntry.NONE;
        }
        Path nsenter = HostProcesses.find("nsenter")
                .orElseThrow(() -> new PlashException(
                        "cannot enter the container: no program nsenter", "install the package util-linux"));
        words.add(0, nsenter.toString());
        return new NamespaceEntry(words, List.of(), List.of(), isElsewhere(process, "user"), true);
    }

    /** Whether its user namespace has a root, who alone may enter the mount namespace and change the root directory. */
    private static boolean hasRoot(Path process) throws IOException {
        return Files.readAllLines(process.resolve("uid_map")).stream()
                .anyMatch(line -> line.strip().startsWith("0 "));
    }

    private static boolean isElsewhere(Path process, String namespace) throws IOException {
        Path name = Path.of("ns", namespace);
        return !Files.readSymbolicLink(process.resolve(name))
                .equals(Files.readSymbolicLink(Path.of("/proc/self").resolve(name)));
    }
}
