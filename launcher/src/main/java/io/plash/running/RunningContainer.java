package io.plash.running;

import io.plash.store.ContainerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A container that runs.
 *
 * @param pid its oldest process
 * @param container what it is a run of
 * @param root how its root directory can be reached from here
 * @param command the words that the process was started with
 * @param since when that was
 */
public record RunningContainer(long pid, ContainerId container, Path root, List<String> command, Instant since) {

    public RunningContainer {
        command = List.copyOf(command);
    }
}
