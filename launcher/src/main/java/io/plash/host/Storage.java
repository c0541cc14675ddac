package io.plash.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What kind of filesystem data is kept on, if it is not an ordinary one. */
public final class Storage {

    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    /** As /proc/mounts calls them; a program that serves one stands behind {@code fuse.}. */
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph", "lustre", "beegfs", "fuse.sshfs", "fuse.glusterfs");

    private Storage() {}

    /** What a user should know who keeps data in this directory, said of the data; empty if there is nothing. */
    public static Optional<String> caveat(Path directory) {
        try {
            return caveat(Files.getFileStore(directory).type());
        } catch (IOException e) {
            // In a root directory of its own, a process may not see where it is mounted.
            return Optional.empty();
        }
    }

    static Optional<String> caveat(String filesystem) {
        if (IN_MEMORY.contains(filesystem)) {
            return Optional.of("is in memory (" + filesystem + "): it is lost when the machine restarts");
        }
        if (REMOTE.contains(filesystem)) {
            return Optional.of("is on another machine (" + filesystem
                    + "): files of other owners and locks may fail there, and each file takes longer");
        }
        return Optional.empty();
    }
}
