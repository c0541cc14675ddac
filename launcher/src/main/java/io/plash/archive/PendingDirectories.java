package io.plash.archive;

import io.plash.posix.Errno;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.attribute.AttributeWriter;
import io.plash.tree.attribute.Attributes;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the directories of an archive get once they are filled: to be filled changes their times, and needs permission. */
final class PendingDirectories {

    private static final int ROOT_MODE = 0755;

    private final Posix posix;
    private final int root;
    private final ParentDirectories parents;
    private final Allowance allowance;
    private final NavigableMap<String, Attributes> pending = new TreeMap<>();

    PendingDirectories(Posix posix, int root, ParentDirectories parents, Allowance allowance) {
        this.posix = posix;
        this.root = root;
        this.parents = parents;
        this.allowance = allowance;
    }

    void put(EntryName name, Attributes attributes) {
        long xattrs = attributes.xattrs().stream()
                .mapToLong(xattr -> xattr.name().length + xattr.value().length)
                .sum();
        allowance.take(name.path().length() + xattrs);
        pending.put(name.path(), attributes);
    }

    /** To be called when the directory and all that was in it has been removed. */
    void forget(EntryName name) {
        pending.remove(name.path());
        // Below it: '0' is the character after '/'.
        pending.subMap(name.path() + "/", name.path() + "0").clear();
    }

    /** Gives them what they have in the archive. To be called after the last entry. */
    void finish(AttributeWriter writer) throws IOException {
        if (!pending.containsKey("")) {
            posix.fchmod(root, ROOT_MODE);
        }
        // From the bottom, so that a directory is still open to its owner while those in it get theirs.
        for (Map.Entry<String, Attributes> directory : pending.descendingMap().entrySet()) {
            finish(directory.getKey(), directory.getValue(), writer);
        }
    }

    private void finish(String path, Attributes attributes, AttributeWriter writer) throws IOException {
        if (path.isEmpty()) {
            writer.write(root, attributes);
            return;
        }
        EntryName name = EntryName.of(EntryName.bytes(path));
        int flags = OpenFlags.READ | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW;
        int fd;
        try {
            fd = posix.openat(parents.open(name.parent()), name.leafBytes(), flags, 0);
        } catch (PosixException e) {
            // A link above it was replaced meanwhile, and with it the directory vanished from this path.
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP) {
                return;
            }
            throw e;
        }
        try {
            writer.write(fd, attributes);
        } finally {
            posix.close(fd);
        }
    }
}
