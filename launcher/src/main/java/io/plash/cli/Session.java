package io.plash.cli;

import io.plash.host.Environment;
import io.plash.host.Identity;
import io.plash.launch.Installation;
import io.plash.launch.LaunchPlan;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import io.plash.text.RawText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every command has around it: who calls, where the build data is, and where values are printed. */
public final class Session {

    private final Environment environment;
    private final Identity identity;
    private final Installation installation;
    private final PrintStream out;
    private @Nullable Store store;

    /** Around a command whose value is printed to {@code out}. */
    public Session(Environment environment, Identity identity, Installation installation, PrintStream out) {
        this.environment = environment;
        this.identity = identity;
        this.installation = installation;
        this.out = out;
    }

    /** The variables of the caller. */
    public Environment environment() {
        return environment;
    }

    /** Who calls. */
    public Identity identity() {
        return identity;
    }

    /** Where plash is. */
    public Installation installation() {
        return installation;
    }

    /** Where the build data is to be, whether it is there or not. */
    public DataDirectory data() {
        return DataDirectory.of(environment.variables());
    }

    /** The build data, which is complete. */
    public synchronized Store store() {
        if (store == null) {
            try {
                store = new Store(data());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return store;
    }

    /** Prints the value of a command. */
    public void print(Object value) {
        byte[] line = RawText.encode(value + "\n");
        out.write(line, 0, line.length);
    }

    /**
     * Leaves a plan to the wrapper script, which carries it out as soon as this process has ended.
     *
     * @param words what comes first in the command that is run, before the arguments that are kept
     * @param skipped how many arguments of plash are not part of that command
     */
    public int launch(LaunchPlan plan, List<String> words, int skipped) throws IOException {
        String kept = store().keepPlan(plan.fileName(), plan.text());
        List<String> handover = new ArrayList<>(List.of(store().root().toString(), kept, Integer.toString(skipped)));
        handover.addAll(words);
        handOver(String.join("\n", handover));
        return 0;
    }

    /**
     * Writes to the descriptor that the wrapper script named. Opening it by its name in /proc opens whatever file it is, so
     * it has to be the pipe that the wrapper made.
     */
    private static void handOver(String text) throws IOException {
        String descriptor = System.getProperty("plash.handover");
        if (descriptor == null) {
            // Not started by the wrapper: the installer trains the class archive.
            return;
        }
        Path pipe = Path.of("/proc/self/fd", descriptor);
        if (!Files.readSymbolicLink(pipe).toString().startsWith("pipe:")) {
            throw new IllegalStateException("descriptor " + descriptor + " is not a pipe");
        }
        Files.write(pipe, RawText.encode(text));
    }
}
