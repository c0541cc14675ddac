package io.plash.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/**
 * What tells a file or a directory from a later version of itself, as stat(2) says it of what a link points to.
 *
 * @param changed the time of the last change of content, mode or owner, which no program can set
 */
public record FileState(long device, long inode, int mode, long size, FileTime modified, FileTime changed) {

    /** Two writes within one tick of the kernel's clock get the same time; a tick is 10 ms at most. */
    private static final Duration TICK = Duration.ofMillis(20);

    /** A time without a fraction comes from a filesystem that counts seconds, or every other one (FAT). */
    private static final Duration COARSE_TICK = Duration.ofSeconds(3);

    /** The state now. */
    public static FileState of(Path path) throws IOException {
        Map<String, Object> stat = Files.readAttributes(path, "unix:dev,ino,mode,size,lastModifiedTime,ctime");
        return new FileState(
                value(stat, "dev", Long.class),
                value(stat, "ino", Long.class),
                value(stat, "mode", Integer.class),
                value(stat, "size", Long.class),
                value(stat, "lastModifiedTime", FileTime.class),
                value(stat, "ctime", FileTime.class));
    }

    private static <T> T value(Map<String, Object> stat, String name, Class<T> type) {
        return Objects.requireNonNull(type.cast(stat.get(name)), name);
    }

    /** Whether every change after {@code now} will show in the state. */
    public boolean isSettled(Instant now) {
        Instant last = changed.toInstant();
        boolean coarse = last.equals(last.truncatedTo(ChronoUnit.SECONDS));
        return last.plus(coarse ? COARSE_TICK : TICK).isBefore(now);
    }
}
