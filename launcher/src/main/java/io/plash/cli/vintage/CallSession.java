package io.plash.cli.vintage;

import io.plash.api.PlashException;
import io.plash.api.launch.NamespaceEntry;
import io.plash.cli.Invocation;
import io.plash.cli.Session;
import io.plash.host.HostProcesses;
import io.plash.host.HostProcesses.Result;
import io.plash.host.ProcessSession;
import io.plash.launch.plan.LaunchPlan;
import io.plash.store.ContainerId;
import io.plash.store.NameMap;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls of plash by plash, whose results are remembered: for one session of processes, or for ever. */
final class CallSession {

    private static final Set<String> TAKE_CONTAINERS =
            Set.of("build", "nodepath", "parent", "rm", "run", "run:persist", "check", "stack", "id");
    private static final Set<String> PRINT_CONTAINERS = Set.of("build", "check", "parent");
    private static final String PULL = "pull:";

    private final Session session;

    CallSession(Session session) {
        this.session = session;
    }

    /** The words of a call, with the container of this session in its place if the command takes one. */
    List<String> withContainer(List<String> words) throws IOException {
        List<String> call = new ArrayList<>(words);
        if (TAKE_CONTAINERS.contains(words.get(0))) {
            call.add(1, recalled().toString());
        }
        return call;
    }

    /** Whether a call prints a container that this session is to remember. */
    static boolean printsContainer(List<String> words) {
        return PRINT_CONTAINERS.contains(words.get(0)) || words.get(0).startsWith(PULL);
    }

    /** Whether a call does the same each time. */
    static boolean canBeCached(List<String> words) {
        return words.get(0).equals("build") || words.get(0).startsWith(PULL);
    }

    /** The container that a call prints. */
    ContainerId call(List<String> words) {
        Result result = new HostProcesses().runAndRead(command(words), new byte[0]);
        return ContainerId.printed(result);
    }

    /** The container that the same call printed before, or else prints now. */
    ContainerId cached(List<String> words) throws IOException {
        String key = "cache:" + CallKey.digest(String.join("\0", words));
        NameMap names = session.store().names();
        try (FileLock held = session.store().lock(key)) {
            Optional<ContainerId> known = names.get(key);
            ContainerId container = known.isPresent() ? known.get() : call(words);
            names.set(key, container);
            return container;
        }
    }

    /** Remembers a container for this session. */
    void remember(ContainerId container) throws IOException {
        session.store().names().set(key(), container);
    }

    /** Becomes a call; its arguments stay where they are, byte for byte. */
    int become(Invocation invocation, List<String> words) throws IOException {
        int added = words.size() - invocation.arguments().size();
        LaunchPlan here = LaunchPlan.entering("-", NamespaceEntry.NONE).withWords(command(words.subList(0, 1 + added)));
        return session.launch(here, invocation, invocation.wordsBefore(1));
    }

    /** The words that start plash; {@code build CONTAINER COMMAND} of the newest vintage is {@code create} here. */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(words);
        if (words.get(0).equals("build") && words.size() > 1 && !words.get(1).startsWith("-")) {
            command.set(0, "create");
        }
        command.add(0, session.installation().plash().toString());
        return command;
    }

    private ContainerId recalled() throws IOException {
        return session.store()
                .names()
                .get(key())
                .orElseThrow(() -> new PlashException(
                        "nothing to recall in this session", "begin with one, such as `plash recall pull:lxc alpine`"));
    }

    private static String key() throws IOException {
        return "recall:" + ProcessSession.own();
    }
}
