package io.plash.store;

import io.plash.api.PlashException;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Launch plans: those that are kept for later launches, in {@code plan/}, and those for one launch, in {@code tmp/}. */
public final class Plans {

    private static final String CONTAINER = "#: container ";

    private final DataDirectory data;

    Plans(DataDirectory data) {
        this.data = data;
    }

    /**
     * Keeps a plan, in place of the one that had this name; unless it cannot, for then the next launch takes longer and
     * that is all. Whoever launches at once needs a plan of {@link #once}: this one may be replaced at any time.
     *
     * @param time what the script takes as a sign that this installation wrote the plan and nobody has changed it since
     */
    public void keep(String name, String text, FileTime time) throws IOException {
        Path fresh = fresh(text, true);
        try {
            // In a directory that hands its group down, the file would not have the group of the caller.
            Files.setAttribute(fresh, "unix:gid", Files.getAttribute(Path.of("/proc/self"), "unix:gid"));
            Files.setLastModifiedTime(fresh, time);
            Files.move(fresh, data.plans().resolve(RawPath.of(name)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
        }
    }

    /** The text of the plan that was kept under this name, whether it still holds or not. */
    public Optional<String> kept(String name) throws IOException {
        try {
            return Optional.of(RawText.decode(Files.readAllBytes(data.plans().resolve(RawPath.of(name)))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a plan for one launch. Whoever carries it out deletes it.
     *
     * @return its path, seen from the build data
     */
    public String once(String text) throws IOException {
        return RawPath.text(data.root().relativize(fresh(text, false)));
    }

    /**
     * Deletes a plan that turned out not to work. Whatever else it may be stays.
     *
     * @param plan the file, or a link to it such as that of an open descriptor in {@code /proc}
     */
    public void delete(Path plan) throws IOException {
        Path file = Files.isSymbolicLink(plan) ? Files.readSymbolicLink(plan) : plan;
        boolean kept = data.plans().toRealPath().equals(file.getParent());
        boolean once = data.tmp().equals(plan.getParent())
                && plan.getFileName().toString().startsWith("plan-");
        if (kept || once) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes the kept plans of containers that are gone, and returns how many. */
    public int forget(Predicate<ContainerId> gone) throws IOException {
        int count = 0;
        try (var plans = Files.newDirectoryStream(data.plans())) {
            for (Path plan : plans) {
                if (container(plan).filter(gone).isPresent() && Files.deleteIfExists(plan)) {
                    count++;
                }
            }
        }
        return count;
    }

    private Path fresh(String text, boolean lasts) throws IOException {
        Path fresh = data.tmp().resolve("plan-" + UUID.randomUUID());
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // A limit on the size of files makes a write shorter before it makes one fail.
            for (ByteBuffer bytes = ByteBuffer.wrap(RawText.encode(text)); bytes.hasRemaining(); ) {
                file.write(bytes);
            }
            if (lasts) {
                // After a power failure there is no plan rather than an empty one.
                file.force(false);
            }
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw new PlashException("cannot write a launch plan in " + data.tmp(), null, e);
        }
        return fresh;
    }

    /** The container that a plan is for; none if another process has just deleted the plan. */
    public static Optional<ContainerId> container(Path plan) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(plan, StandardCharsets.ISO_8859_1)) {
            return lines.lines()
                    .filter(line -> line.startsWith(CONTAINER))
                    .map(line -> line.substring(CONTAINER.length()))
                    .filter(id -> id.matches("[0-9]{1,18}"))
                    .map(ContainerId::parse)
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
