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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private static final String ID = "[0-9]{1,18}";

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
                if (id.matches(ID) && !mayNeed(use, path, ContainerId.parse(id)) && discard(path)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Those that were built on it lie in it. A mount of merged layers names them only, and not what they were built on. */
    private static boolean mayNeed(LayerUse use, Path removed, ContainerId container) throws IOException {
        if (use.mayNeed(container)) {
            return true;
        }
        Deque<Path> open = new ArrayDeque<>(List.of(removed));
        while (!open.isEmpty()) {
            try (var entries = Files.newDirectoryStream(open.pop(), "[0-9]*")) {
                for (Path nested : entries) {
                    String id = nested.getFileName().toString();
                    if (id.matches(ID)) {
                        if (use.mayNeed(ContainerId.parse(id))) {
                            return true;
                        }
                        open.push(nested);
                    }
                }
            } catch (NoSuchFileException e) {
                // Somebody else discards it.
                return true;
            }
        }
        return false;
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
