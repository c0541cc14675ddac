package io.plash.cli;

import io.plash.api.union.Changes;
import io.plash.host.Environment;
import io.plash.host.Identity;
import io.plash.launch.Exports;
import io.plash.launch.Installation;
import io.plash.launch.plan.LaunchPlan;
import io.plash.launch.plan.Purpose;
import io.plash.launch.plan.Witnesses;
import io.plash.reclaim.Uses;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What every command has around it: who calls, where the build data is, and where values are printed. */
public final class Session {

    private final Environment environment;
    private final Identity identity;
    private final Installation installation;
    private final PrintStream out;
    private final Witnesses witnesses = new Witnesses();
    private final Handover handover;
    private Purpose purpose = Purpose.CARRY_OUT;
    private @Nullable Store store;

    /**
     * Around a command.
     *
     * @param out where its value is printed
     * @param planName under which name the wrapper script looks for a kept launch plan; empty if it looks for none
     */
    public Session(
            Environment environment, Identity identity, Installation installation, PrintStream out, String planName) {
        this.environment = environment;
        this.identity = identity;
        this.installation = installation;
        this.out = out;
        this.handover = new Handover(installation, environment, witnesses, planName);
    }

    /** The same, but nothing is launched: the plan for it is printed. */
    public Session forShow() {
        purpose = Purpose.SHOW;
        return this;
    }

    /**
     * Where the changes in a container are kept, made if it is not there: what earlier versions of plash called data and
     * work.
     *
     * @param directory of the caller
     */
    public Changes changesIn(Path directory) throws IOException {
        if (!directory.isAbsolute()) {
            witnesses.fact("directory", RawPath.text(RawPath.here()));
        }
        Path place = RawPath.here().resolve(directory);
        String upperdir = Files.createDirectories(place.resolve("data")).toString();
        String workdir = Files.createDirectories(place.resolve("work")).toString();
        witnesses.existence(upperdir);
        witnesses.existence(workdir);
        return new Changes(upperdir, workdir);
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

    /** Which variables of the caller a program in a container sees. */
    public Exports exports() {
        return new Exports(environment, witnesses);
    }

    /** What this command is to do. */
    public Purpose purpose() {
        return purpose;
    }

    /** What this command has looked at so far, as far as a launch plan depends on it. */
    public Witnesses witnesses() {
        return witnesses;
    }

    /**
     * Leaves a plan to the wrapper script, which carries it out as soon as this process has ended.
     *
     * @param invocation what the user typed
     * @param own how many of its words are plash's, and not arguments of the program
     */
    public int launch(LaunchPlan plan, Invocation invocation, int own) throws IOException {
        if (purpose == Purpose.SHOW) {
            print(handover.shown(store(), plan, invocation.argv(), own));
            return 0;
        }
        if (!plan.container().equals("0")) {
            new Uses(data(), store().containers()).record(ContainerId.parse(plan.container()));
        }
        handover.launch(store(), plan, invocation.argv(), own);
        return 0;
    }

    /** Prints the container that is the answer to all that the user typed, and that will be it the next time. */
    public void answer(ContainerId container, Invocation invocation) throws IOException {
        if (purpose == Purpose.SHOW) {
            print(handover.shownAnswer(store(), container, invocation.argv()));
        } else {
            print(container);
            handover.answered(store(), container, invocation.argv());
        }
    }
}
