package io.plash.reclaim;

import io.plash.host.ProcessSession;
import io.plash.running.Mount;
import io.plash.running.RunningContainer;
import io.plash.running.RunningContainers;
import io.plash.store.DataDirectory;
import io.plash.store.Store;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left in {@code tmp} of processes that have ended. A name that says nothing about its owner is left alone. */
final class StaleDirectories {

    private static final String UUID = "[0-9a-f-]{36}";
    private static final Pattern JOB = Pattern.compile("job-" + UUID);
    private static final Pattern OF_CALLER = Pattern.compile("plashtmp_([0-9]{1,18})_([0-9]{1,18})_.+");
    private static final Pattern OF_RUN = Pattern.compile("run-[0-9]+\\.*");

    /** These are renamed away in the moment after they were made. */
    private static final Pattern STEP = Pattern.compile("(link|config|plan|mountpoints|trial)-" + UUID);

    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    private final Store store;
    private final Path tmp;
    private final RunningContainers running;

    StaleDirectories(Store store, DataDirectory data, RunningContainers running) {
        this.store = store;
        this.tmp = data.tmp();
        this.running = running;
    }

    /** Moves them to the trash, and returns how many there were. What holds a mount point stays where it is. */
    int discard(Trash trash) throws IOException {
        int count = 0;
        Path real = tmp.toRealPath();
        try (var entries = Files.newDirectoryStream(tmp)) {
            for (Path entry : entries) {
                boolean mounted =
                        !Mount.pointsUnder(real.resolve(entry.getFileName())).isEmpty();
                if (!mounted && discarded(entry, trash)) {
                    count++;
                }
            }
        }
        return count;
    }

    private boolean discarded(Path entry, Trash trash) throws IOException {
        String name = entry.getFileName().toString();
        if (JOB.matcher(name).matches()) {
            Optional<FileLock> held = store.tryLock(name);
            boolean discarded = held.isPresent() && trash.discard(entry);
            if (held.isPresent()) {
                held.get().release();
            }
            return discarded;
        }
        Matcher caller = OF_CALLER.matcher(name);
        boolean stale = (caller.matches() && isGone(caller.group(1), caller.group(2), entry))
                || (OF_RUN.matcher(name).matches() && !isInUse(entry))
                || (STEP.matcher(name).matches() && age(entry).compareTo(LONGEST_STEP) > 0);
        return stale && trash.discard(entry);
    }

    /** Whether the process is another than the one that was meant: in another session, or born in a later life of the machine. */
    private static boolean isGone(String session, String pid, Path directory) throws IOException {
        Optional<String> actual = ProcessSession.of(Long.parseLong(pid));
        return !actual.equals(Optional.of(session)) || modified(directory).isBefore(boot());
    }

    /** What a run writes to is mounted above the root directory of its processes. */
    private boolean isInUse(Path directory) throws IOException {
        if (!running.use().complete()) {
            return true;
        }
        Map<String, Object> identity = identity(directory);
        for (RunningContainer container : running.all()) {
            try {
                if (identity(container.root().resolve("..")).equals(identity)) {
                    return true;
                }
            } catch (NoSuchFileException e) {
                // It has ended; another process of it may go on.
                return true;
            }
        }
        // Between making the directory and becoming the program, the process that has given it its name makes mounts.
        String pid = directory.getFileName().toString().replaceAll("[^0-9]", "");
        return Files.exists(Path.of("/proc", pid)) && age(directory).compareTo(LONGEST_STEP) < 0;
    }

    private static Map<String, Object> identity(Path path) throws IOException {
        return Files.readAttributes(path, "unix:dev,ino");
    }

    private static Duration age(Path path) throws IOException {
        return Duration.between(modified(path), Instant.now());
    }

    private static Instant modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    /** proc_stat(5). */
    private static Instant boot() throws IOException {
        return Files.readAllLines(Path.of("/proc/stat")).stream()
                .filter(line -> line.startsWith("btime "))
                .map(line ->
                        Instant.ofEpochSecond(Long.parseLong(line.substring(6).strip())))
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
