package io.plash.reclaim;

import io.plash.download.DownloadCache;
import io.plash.running.Mount;
import io.plash.running.RunningContainers;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes from the build data what has no use any more, and no container. */
public final class Cleaning {

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern MOUNTPOINT = Pattern.compile("[0-9a-f-]{36}");

    /** As long as a container may take from making its mount point to mounting it. */
    private static final Duration LONGEST_LAUNCH = Duration.ofHours(1);

    /** Since they were used last; another image may have the same layers. */
    private static final Duration DOWNLOADS_STAY = Duration.ofDays(30);

    private final Store store;
    private final DataDirectory data;
    private final RunningContainers running;

    /** Of this build data, beside these containers. */
    public Cleaning(Store store, DataDirectory data, RunningContainers running) {
        this.store = store;
        this.data = data;
        this.running = running;
    }

    /** Does it, and returns what was done how often. The trash is to be emptied afterwards. */
    public Map<String, Integer> clean() throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Trash trash = new Trash(data);
        counts.put("unlinked_indexes", unlinkIndexes());
        counts.put("unlinked_maps", unlinkNames());
        counts.put("killed_fuses", endAbandonedServers());
        counts.put("removed_tmpdirs", new StaleDirectories(store, data, running).discard(trash));
        counts.put("removed_containers", trash.discardRemoved(running.use()));
        counts.put("removed_mountpoints", removeMountpoints());
        counts.put("removed_uses", removeOfContainersGone(data.uses()));
        counts.put("removed_plans", store.plans().forget(this::isGone));
        counts.put(
                "removed_downloads",
                new DownloadCache(store.downloads()).evict(Instant.now().minus(DOWNLOADS_STAY)));
        return counts;
    }

    /** A container that is being added has its link before it has its layer. */
    private int unlinkIndexes() throws IOException {
        try (FileLock held = store.containers().lock()) {
            return removeOfContainersGone(data.index()) + removeOfContainersGone(data.shortNames());
        }
    }

    private int unlinkNames() throws IOException {
        int count = 0;
        for (String name : store.names().all()) {
            if (store.names().deleteIfDangling(name)) {
                count++;
            }
        }
        return count;
    }

    private int endAbandonedServers() {
        int count = 0;
        for (long pid : running.abandonedServers()) {
            if (ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false)) {
                count++;
            }
        }
        return count;
    }

    /** Files and links whose names are ids of containers that do not exist. */
    private int removeOfContainersGone(Path directory) throws IOException {
        int count = 0;
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Matcher name = ID.matcher(entry.getFileName().toString());
                if (name.matches()
                        && isGone(ContainerId.parse(name.group()))
                        && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && Files.deleteIfExists(entry)) {
                    count++;
                }
            }
        }
        return count;
    }

    private boolean isGone(ContainerId container) {
        return !container.equals(ContainerId.ROOT) && !store.containers().exists(container);
    }

    /** Deleting a mount point would take the mount from those who see it, in whatever mount namespace. */
    private int removeMountpoints() throws IOException {
        int count = 0;
        try (var entries = Files.newDirectoryStream(data.mnt())) {
            for (Path entry : entries) {
                if (isStaleMountpoint(entry) && removed(entry)) {
                    count++;
                }
            }
        }
        return count;
    }

    private boolean isStaleMountpoint(Path entry) throws IOException {
        String name = entry.getFileName().toString();
        Instant made =
                Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant();
        return MOUNTPOINT.matcher(name).matches()
                && made.isBefore(Instant.now().minus(LONGEST_LAUNCH))
                && !running.mayUse(name)
                && Mount.pointsUnder(data.mnt().toRealPath().resolve(name)).isEmpty();
    }

    private static boolean removed(Path directory) throws IOException {
        try {
            return Files.deleteIfExists(directory);
        } catch (FileSystemException e) {
            // Not empty, or busy: mounted by someone meanwhile.
            return false;
        }
    }
}
