package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.launch.plan.LaunchPlan;
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
     * Does so if there is need. The caller owns the files of the container, so it is root, at least of a user namespace.
     *
     * @param work where the copy is made
     * @throws PlashException if it cannot be made
     */
    public void merge(Store store, ContainerId container, TemporaryDirectory work) throws IOException {
        if (fits(store, container)) {
            return;
        }
        try (FileLock held = store.lock("merge:" + container)) {
            if (!fits(store, container)) {
                copy(store, container, work);
                store.containers().merge(container, work.path().resolve("merged"));
            }
        }
    }

    private static boolean fits(Store store, ContainerId container) {
        return store.containers().lowerdirs(container).size() <= MOST_LAYERS;
    }

    private void copy(Store store, ContainerId container, TemporaryDirectory work) throws IOException {
        LaunchPlan plan = launches.withMount(store, container);
        String file = work.write("merging", plan.text());
        Path plash = installation.plash();
        List<String> command = List.of(
                plash.toString(), "copy-mounted", work.path().toUri().toString(), container.toString(), "merged");
        int status = launcher.run(store, file, command, new byte[0]);
        if (plan.server().isPresent()) {
            UnionServers.awaitEnd(store.root().resolve(file));
        }
        if (status != 0) {
            throw new PlashException("cannot merge the layers of container " + container);
        }
    }
}
