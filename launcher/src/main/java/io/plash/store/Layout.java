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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes build data out of nothing. Every step may have been done already, by an earlier try or by another process; the
 * last one, {@code config/union_taste}, says that all are done.
 */
public final class Layout {

    private static final Set<String> OURS = Set.of(
            "config",
            "download",
            "id_counter",
            "index",
            "layer",
            "lock",
            "map",
            "mnt",
            ShortNames.DIRECTORY,
            "mountpoints",
            "plan",
            "tmp",
            "used");

    private static final String RETIRING = "purging-";
    private static final String RETIRED = "purged-";

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
            if (!entries(RETIRING).isEmpty()) {
                retire();
            }
            for (Path path : List.of(
                    data.config(),
                    data.index(),
                    data.map(),
                    data.mnt(),
                    data.tmp(),
                    data.plans(),
                    data.layers(),
                    data.uses(),
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

    /** Writes the settings, which makes the build data complete. All layers are for this union filesystem. */
    public void complete(String unionTaste, String scratch) throws IOException {
        new Settings(data).write(unionTaste, scratch);
    }

    /**
     * Takes everything out of the build data. The first step leaves it incomplete, so that the next command makes new build
     * data; if the others did not happen, they happen then.
     *
     * @return the directory in which everything is now
     */
    public Path retire() throws IOException {
        List<Path> begun = entries(RETIRING);
        Path retiring = begun.isEmpty() ? data.root().resolve(RETIRING + UUID.randomUUID()) : begun.get(0);
        directory(retiring, "rwx------");
        move(data.config(), retiring);
        for (String name : OURS) {
            move(data.root().resolve(name), retiring);
        }
        Path retired =
                data.root().resolve(RETIRED + retiring.getFileName().toString().substring(RETIRING.length()));
        return Files.move(retiring, retired, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was taken out of the build data and is still there. */
    public List<Path> retired() throws IOException {
        return entries(RETIRED);
    }

    private List<Path> entries(String prefix) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(data.root())) {
            try (var entries = Files.newDirectoryStream(data.root(), prefix + "*")) {
                entries.forEach(found::add);
            }
        }
        return found;
    }

    private static void move(Path path, Path into) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(path, into.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Makes sure that there is nothing but build data.
     *
     * @throws PlashException if there is
     */
    public void refuseForeign() throws IOException {
        try (Stream<Path> entries = Files.list(data.root())) {
            boolean foreign = entries.map(entry -> entry.getFileName().toString())
                    .anyMatch(name -> !OURS.contains(name)
                            && !name.matches("(purging|purged)-[0-9a-f-]{36}")
                            && !name.equals("lost+found"));
            if (foreign) {
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
}
