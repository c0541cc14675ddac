package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;

/**
 * Merges the layers of a container into one directory before there are more than a union can have. That takes the space
 * of the container once more, so it happens once in some hundred layers.
 */
public class LayerMerger {

    /** The kernel takes 500, in one page of options, in which the name of a layer takes up to nine bytes. */
    private static final int MOST_LAYERS = 420;

    private final Launches launches;
    private final Launcher launcher;
    private final Installation installation;

    @Inject
    LayerMerger(Launches launches, Launcher launcher, Installation installation) {
        this.launches = launches;
        this.launcher = launcher;
        this.installation = installation;
    }

    /**
     * Does so if there is need. Then the caller must own the files of the container: as root, at least of a user namespace.
     *
     * @throws PlashException if the copy cannot be made
     */
    public void merge(Store store, ContainerId container) throws IOException {
        if (!isNeeded(store, container, 0)) {
            return;
        }
        try (FileLock held = store.lock("merge:" + container);
                TemporaryDirectory work = store.temporary().create()) {
            if (isNeeded(store, container, 0)) {
                store.containers().merge(container, copy(store, container, work));
            }
        }
    }

    /** Whether layers of a container would have to be merged before so many more are on it. */
    public boolean isNeeded(Store store, ContainerId container, int more) {
        return store.containers().lowerdirs(container).size() + more > MOST_LAYERS;
    }

    private Path copy(Store store, ContainerId container, TemporaryDirectory work) throws IOException {
        String plash = installation.plash().toString();
        String directory = work.path().toUri().toString();
        List<String> command = List.of(plash, "copy-mounted", directory, container.toString(), "merged");
        int status = launcher.run(store, work, launches.withMount(store, container), command, new byte[0]);
        if (status != 0) {
            throw new PlashException("cannot merge the layers of container " + container);
        }
        return work.path().resolve("merged");
    }
}
