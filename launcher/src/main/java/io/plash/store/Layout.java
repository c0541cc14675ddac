package io.plash.store;

import io.plash.api.PlashException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes build data out of nothing. Every step may have been done already, by an earlier try or by another process; the
 * last one, {@code config/union_taste}, says that all are done.
 */
public final class Layout {

    private static final Set<String> OURS = Set.of(
            "config", "download", "id_counter", "index", "layer", "lock", "map", "mnt", "mountpoints", "plan", "tmp");

    private final DataDirectory data;

    /** Of this build data, which need not exist. */
    public Layout(DataDirectory data) {
        this.data = data;
    }

    /**
     * Whether this is complete build data of ours.
     *
     * @throws PlashException if it belongs to somebody else, or is something else
     */
    public boolean isComplete(long uid) throws IOException {
        if (!Files.exists(data.root(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isDirectory(data.root())) {
            throw new PlashException("not a directory: " + data.root(), "set PLASH_DATA to a directory");
        }
        Object owner = Files.getAttribute(data.root(), "unix:uid");
        if (((Number) owner).longValue() != uid) {
            throw new PlashException(
                    "the build data in " + data.root() + " belongs to user id " + owner,
                    "run plash as that user, or set PLASH_DATA to another directory");
        }
        return Files.exists(data.unionTaste());
    }

    /**
     * Makes everything but the settings.
     *
     * @throws PlashException if the directory holds anything else, or cannot be written
     */
    public void prepare() throws IOException {
        try {
            directory(data.root(), "rwx------");
            refuseForeign();
            for (Path path : List.of(
                    data.config(),
                    data.index(),
                    data.map(),
                    data.mnt(),
                    data.tmp(),
                    data.plans(),
                    data.layers(),
                    data.mountpoints())) {
                directory(path, "rwx------");
            }
            file(data.lock());
            file(data.idCounter());
            directory(data.rootContainer().resolve("_data/root"), "rwxr-xr-x");
            if (!Files.isSymbolicLink(data.index(ContainerId.ROOT))) {
                Links.replace(data.index(ContainerId.ROOT), Path.of("../layer/0"), data.tmp());
            }
        } catch (AccessDeniedException e) {
            throw new PlashException(
                    "cannot write the build data in " + data.root() + ": permission denied",
                    "set PLASH_DATA to a directory of your own",
                    e);
        } catch (FileSystemException e) {
            throw new PlashException("cannot make the build data in " + data.root(), null, e);
        }
    }

    /** Makes a fresh directory for trials. The caller deletes it. */
    public Path workspace(String name) throws IOException {
        return Files.createDirectory(data.tmp().resolve(name));
    }

    /** Writes the settings, which makes the build data complete. */
    public void complete(String unionTaste, String scratch) throws IOException {
        write(data.scratch(), scratch);
        write(data.unionTaste(), unionTaste);
    }

    private void refuseForeign() throws IOException {
        try (Stream<Path> entries = Files.list(data.root())) {
            Set<String> foreign = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !OURS.contains(name) && !name.equals("lost+found"))
                    .collect(Collectors.toSet());
            if (!foreign.isEmpty()) {
                throw new PlashException(
                        "not plash's build data: " + data.root() + " holds other files",
                        "set PLASH_DATA to an empty or new directory");
            }
        }
    }

    private static void directory(Path path, String permissions) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static void file(Path path) throws IOException {
        if (!Files.exists(path)) {
            try {
                Files.createFile(path);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // Another process was faster.
                return;
            }
        }
    }

    private void write(Path file, String line) throws IOException {
        Path fresh = data.tmp().resolve("config-" + UUID.randomUUID());
        Files.writeString(fresh, line + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
