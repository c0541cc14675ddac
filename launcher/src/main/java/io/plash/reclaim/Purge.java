package io.plash.reclaim;

import io.plash.api.PlashException;
import io.plash.running.Mount;
import io.plash.running.RunningContainer;
import io.plash.running.RunningContainers;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Deletes build data as a whole. */
public final class Purge {

    private final DataDirectory data;
    private final Layout layout;

    /** Of this build data, which exists. */
    public Purge(DataDirectory data) {
        this.data = data;
        this.layout = new Layout(data);
    }

    /**
     * Makes sure that nothing else is hurt.
     *
     * @throws PlashException if this is something else than build data of this user, or somebody uses it
     */
    public void refuseIfUnsafe(long uid) throws IOException {
        boolean complete = layout.isComplete(uid);
        layout.refuseForeign();
        Path root = data.root().toRealPath();
        List<Path> mounts = Mount.pointsUnder(root).stream()
                .filter(point -> !point.equals(root))
                .distinct()
                .toList();
        if (!mounts.isEmpty()) {
            throw new PlashException(
                    "cannot purge " + data.root() + ": something is mounted on " + join(mounts, Path::toString),
                    "`umount` it first");
        }
        List<RunningContainer> running = RunningContainers.of(data.root()).all();
        if (!running.isEmpty()) {
            throw new PlashException(
                    "cannot purge " + data.root() + ": containers are running, process ids "
                            + join(running, container -> Long.toString(container.pid())),
                    "end them first; `plash ps` lists them");
        }
        if (complete && isBeingWrittenTo()) {
            throw new PlashException(
                    "cannot purge " + data.root() + ": something is being imported or built there",
                    "wait for it, or end it first");
        }
    }

    private boolean isBeingWrittenTo() throws IOException {
        try (Store store = new Store(data)) {
            return store.temporary().areInUse();
        }
    }

    /** Empties the build data in one step, and returns where everything is now. */
    public Path moveAway() throws IOException {
        return layout.retire();
    }

    private static <T> String join(List<T> all, Function<T, String> name) {
        return all.stream().map(name).collect(Collectors.joining(", "));
    }
}
