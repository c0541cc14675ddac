package io.plash.tree;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A file or a directory that is written under another name beside its place, and gets there complete or not at all, even
 * if a signal such as SIGINT ends the process.
 */
public final class Staged implements AutoCloseable {

    private static final int PRIVATE = 0700;
    private static final byte[] HERE = {'.'};

    /** An access control list with nothing behind its version, linux/posix_acl_xattr.h; setting it removes the list. */
    private static final byte[] NO_ACL = {2, 0, 0, 0};

    private interface Opening {
        int in(int parent, byte[] name) throws IOException;
    }

    private final Posix posix;
    private final int parent;
    private final byte[] place;
    private final byte[] name = (".plash-" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
    private final Unfinished unfinished = new Unfinished(this::remove);
    private final int fd;
    private boolean open = true;
    private boolean published;

    private Staged(Posix posix, int parent, byte[] place, Opening opening) throws IOException {
        this.posix = posix;
        this.parent = parent;
        this.place = place;
        try {
            this.fd = opening.in(parent, name);
        } catch (IOException e) {
            remove();
            unfinished.close();
            throw e;
        }
    }

    /**
     * Makes a directory, with no permission for others.
     *
     * @param parent an open directory, which stays the caller's to close
     * @param place the name that it is to have there; until then, an empty directory may have it
     */
    public static Staged directory(Posix posix, int parent, byte[] place) throws IOException {
        return new Staged(posix, parent, place, (dir, name) -> {
            posix.mkdirat(dir, name, PRIVATE);
            int fd = posix.openat(dir, name, OpenFlags.READ | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0);
            dropInheritedAcls(posix, fd);
            return fd;
        });
    }

    /** What is made in a directory with a default list inherits it: acl(5). */
    private static void dropInheritedAcls(Posix posix, int fd) throws IOException {
        for (byte[] key : posix.llistxattr(ProcPath.of(fd, HERE))) {
            if (new String(key, StandardCharsets.ISO_8859_1).startsWith("system.posix_acl_")) {
                posix.fsetxattr(fd, key, NO_ACL);
            }
        }
    }

    /**
     * Makes an empty file.
     *
     * @param parent an open directory, which stays the caller's to close
     * @param place the name that it is to have there; until then, another file may have it
     * @param mode its permissions, if the umask leaves them
     */
    public static Staged file(Posix posix, int parent, byte[] place, int mode) throws IOException {
        int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.NOFOLLOW;
        return new Staged(posix, parent, place, (dir, name) -> posix.openat(dir, name, flags, mode));
    }

    /** The file or directory, open. */
    public int fd() {
        return fd;
    }

    /** Moves it to its place, and closes it. */
    public void publish() throws IOException {
        closeFile();
        // First, so that nothing is removed while it is moved.
        unfinished.close();
        published = true;
        posix.renameat(parent, name, parent, place);
    }

    private void closeFile() throws IOException {
        if (open) {
            open = false;
            posix.close(fd);
        }
    }

    private void remove() throws IOException {
        new TreeRemover(posix).removeAt(parent, name);
    }

    /** Removes it if it did not get to its place. */
    @Override
    public void close() throws IOException {
        closeFile();
        remove();
        if (!published) {
            unfinished.close();
        }
    }
}
