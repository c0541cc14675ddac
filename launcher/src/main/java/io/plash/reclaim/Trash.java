package io.plash.reclaim;

import io.plash.posix.Posix;
import io.plash.running.LayerUse;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is not part of the build data any more but is still there, in {@code tmp}.
 *
 * <p>{@code removed-ID} is a container that was removed. Programs in it go on as long as its files exist, so it is
 * discarded only when no mount uses it. {@code discarded-UUID} is used by nobody; whoever owns the files of containers
 * deletes it, now or later. So is build data that was purged.
 */
public final class Trash {

    private static final String REMOVED = "removed-";
    private static final String DISCARDED = "discarded-";

    private final DataDirectory data;

    /** Of this build data. */
    public Trash(DataDirectory data) {
        this.data = data;
    }

    /** Where a container goes that is removed. Ids are not given again, so nothing else goes there. */
    public Path place(ContainerId container) {
        return data.tmp().resolve(REMOVED + container);
    }

    /** Discards the removed containers that nobody needs, and returns how many. */
    public int discardRemoved(LayerUse use) throws IOException {
        int count = 0;
        try (var removed = Files.newDirectoryStream(data.tmp(), REMOVED + "*")) {
            for (Path path : removed) {
                String id = path.getFileName().toString().substring(REMOVED.length());
                if (id.matches("[0-9]{1,18}") && !use.mayNeed(ContainerId.parse(id)) && discard(path)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Takes away the name of something in {@code tmp}; false if it is gone. */
    boolean discard(Path path) throws IOException {
        try {
            Path name = data.tmp().resolve(DISCARDED + UUID.randomUUID());
            Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Whether there is anything to delete. */
    public boolean isEmpty() throws IOException {
        return discarded().isEmpty();
    }

    /** Deletes what was discarded. Needs to be root, at least in a user namespace. */
    public void empty() throws IOException {
        for (Path path : discarded()) {
            new TreeRemover(Posix.system()).remove(path);
        }
    }

    private List<Path> discarded() throws IOException {
        List<Path> discarded = new ArrayList<>(new Layout(data).retired());
        if (Files.isDirectory(data.tmp())) {
            try (var paths = Files.newDirectoryStream(data.tmp(), DISCARDED + "*")) {
                paths.forEach(discarded::add);
            }
        }
        return discarded;
    }
}
