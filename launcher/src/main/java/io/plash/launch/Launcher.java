package io.plash.launch;

import io.plash.fakeroot.FakeRoot;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import io.plash.launch.plan.LaunchPlan;
import io.plash.running.Orphans;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries launch plans out while this process waits: builds, imports and trials. */
public class Launcher {

    private final Installation installation;
    private final HostProcesses processes;
    private final Messages messages;

    @Inject
    Launcher(Installation installation, HostProcesses processes, Messages messages) {
        this.installation = installation;
        this.processes = processes;
        this.messages = messages;
    }

    /** The same, but programs start in this directory. */
    public Launcher in(Path directory) {
        return new Launcher(installation, processes.in(directory), messages);
    }

    /** The same, but programs are started in this way. */
    public Launcher startedBy(HostProcesses.Starter starter) {
        return new Launcher(installation, processes.startedBy(starter), messages);
    }

    /** Whether a trial plan works for this command. */
    public boolean tries(Path data, String plan, List<String> command) {
        return processes.runQuietly(words(data, plan, command), Path.of("/")) == 0;
    }

    /**
     * Runs a program whose output goes to our stderr, and returns its exit status.
     *
     * @param plan the file of a launch plan, seen from the build data
     * @param stdin what it reads; null for our own stdin
     */
    public int run(Store store, String plan, List<String> command, byte @Nullable [] stdin) {
        return processes.runToStderr(words(store.root(), plan, command), stdin);
    }

    /**
     * The same, after which nobody writes to the container any more. Programs that were left running in it are ended, which
     * is said, and the server of its union has finished.
     *
     * @param work where the file of the plan is written, as {@code plan}
     */
    public int run(Store store, TemporaryDirectory work, LaunchPlan plan, List<String> command, byte @Nullable [] stdin)
            throws IOException {
        String file = work.write("plan", plan.text());
        try (Orphans orphans = Orphans.adopt()) {
            int status = run(store, file, command, stdin);
            List<String> ended = orphans.end();
            if (!ended.isEmpty()) {
                messages.note("ended what was left running in the container: " + String.join(", ", ended));
            }
            return status;
        }
    }

    /** Runs plash itself as the owner of the files of containers. */
    public HostProcesses.Result plash(Store store, LaunchPlan enter, List<String> arguments, byte[] stdin)
            throws IOException {
        return asOwner(store, enter, List.of(), arguments, stdin);
    }

    /** The same, for a build that fakes root in this way. */
    public HostProcesses.Result plash(
            Store store, LaunchPlan enter, FakeRoot fakeRoot, List<String> arguments, byte[] stdin) throws IOException {
        return asOwner(store, enter, List.of("env", FakeRoot.VARIABLE + "=" + fakeRoot.word()), arguments, stdin);
    }

    private HostProcesses.Result asOwner(
            Store store, LaunchPlan enter, List<String> before, List<String> arguments, byte[] stdin)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(installation.plash().toString());
        command.addAll(arguments);
        return processes.runAndRead(words(store.root(), store.plans().once(enter.text()), command), stdin);
    }

    private List<String> words(Path data, String plan, List<String> command) {
        List<String> words = new ArrayList<>(List.of(installation.launch().toString(), data.toString(), plan));
        words.addAll(command);
        return words;
    }
}
