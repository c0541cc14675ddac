package io.plash.store;

import io.plash.api.PlashException;
import io.plash.host.Identity;
import io.plash.host.ProcessSession;
import io.plash.posix.Errno;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.TreeRemover;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/** Directories of work in progress, which belong to the process that made them and are stale as soon as it has ended. */
public final class TemporaryDirectories {

    private static final String PREFIX = "job-";

    private final DataDirectory data;
    private final StoreLock lock;

    TemporaryDirectories(DataDirectory data, StoreLock lock) {
        this.data = data;
        this.lock = lock;
    }

    /** A fresh empty directory, deleted when it is closed. */
    public TemporaryDirectory create() throws IOException {
        String name = PREFIX + UUID.randomUUID();
        // The lock comes first: at no time is there a directory of ours that looks stale.
        FileLock held = lock.acquire(name);
        Path path = data.tmp().resolve(name);
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new TemporaryDirectory(path, "tmp/" + name, held);
    }

    /**
     * A fresh empty directory for whoever called plash, which outlives this process.
     *
     * @return where it is
     */
    public Path createForUser() throws IOException {
        ProcessHandle wrapper = ProcessHandle.current().parent().orElseThrow();
        long caller = wrapper.parent().map(ProcessHandle::pid).orElse(wrapper.pid());
        String prefix = "plashtmp_" + ProcessSession.own() + "_" + caller + "_";
        return Files.createTempDirectory(data.tmp(), prefix);
    }

    /**
     * Deletes what processes that were killed have left.
     *
     * @return whether all of it is gone; only root, at least of a user namespace, can delete what others own
     */
    public boolean sweep() throws IOException {
        boolean gone = true;
        try (var stale = Files.newDirectoryStream(data.tmp(), PREFIX + "*")) {
            for (Path path : stale) {
                Optional<FileLock> held = lock.tryAcquire(path.getFileName().toString());
                if (held.isPresent()) {
                    gone &= removed(path);
                    held.get().release();
                }
            }
        }
        return gone;
    }

    /** Whether another process works in one. */
    public boolean areInUse() throws IOException {
        try (var all = Files.newDirectoryStream(data.tmp(), PREFIX + "*")) {
            for (Path path : all) {
                Optional<FileLock> held = lock.tryAcquire(path.getFileName().toString());
                if (held.isEmpty()) {
                    return true;
                }
                held.get().release();
            }
        }
        return false;
    }

    private static boolean removed(Path path) throws IOException {
        try {
            new TreeRemover(Posix.system()).remove(path);
            return true;
        } catch (PosixException e) {
            boolean refused = e.errno() == Errno.EACCES || e.errno() == Errno.EPERM;
            if (refused && !Identity.current().isRoot()) {
                return false;
            }
            throw e;
        }
    }

    /**
     * A directory of this process.
     *
     * @param path where it is
     * @param relative the same, seen from the build data
     */
    public record TemporaryDirectory(Path path, String relative, FileLock held) implements AutoCloseable {

        /** Makes a directory in it. */
        public Path make(String name) throws IOException {
            Path directory = Files.createDirectory(path.resolve(name));
            // Not what the umask says: it becomes the root directory of a container.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory;
        }

        /**
         * Writes a file in it.
         *
         * @return the file, seen from the build data
         */
        public String write(String name, String text) throws IOException {
            Files.writeString(path.resolve(name), text);
            return relative + "/" + name;
        }

        /** Deletes it, or leaves it to be swept if that needs root. */
        @Override
        public void close() {
            try {
                removed(path);
                held.release();
            } catch (IOException e) {
                throw new PlashException("cannot delete " + path, null, e);
            }
        }
    }
}
