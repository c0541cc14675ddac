package io.plash.tree.copy;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.text.RawPath;
import io.plash.tree.Descent;
import io.plash.tree.ProcPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the files that a union of layers shows in the layers themselves. */
final class LayerFiles implements AutoCloseable {

    /** Stands for no layer. */
    static final int NONE = -1;

    private static final String METACOPY = ".overlay.metacopy";
    private static final int BLOCK = 512;

    /** The path of a walk begins with a dot, which is the top of each layer too. */
    private static final int RESOLVE = OpenFlags.RESOLVE_NO_SYMLINKS | OpenFlags.RESOLVE_NO_XDEV;

    private final Posix posix;
    private final List<Integer> tops = new ArrayList<>();
    private final List<Integer> directories = new ArrayList<>();
    private byte[] path = {};

    /** Of layers whose files nobody changes, the topmost first. */
    LayerFiles(Posix posix, List<Path> layers) throws IOException {
        this.posix = posix;
        try {
            for (Path layer : layers) {
                int flags = OpenFlags.PATH | OpenFlags.DIRECTORY;
                tops.add(posix.openat(Posix.AT_FDCWD, RawPath.bytes(layer), flags, 0));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The filesystems that the layers are on. */
    List<FileStatus.Identity> tops() throws IOException {
        List<FileStatus.Identity> identities = new ArrayList<>();
        for (int top : tops) {
            identities.add(posix.fstat(top).identity());
        }
        return identities;
    }

    /**
     * The directory of a layer in which a name is the very file that the union shows: the topmost that has it, for what
     * hides a file of a layer below shows in the union instead of it. Open until the next call; {@link #NONE} if there is
     * no such directory.
     */
    int holding(Descent here, byte[] name, FileStatus shown) throws IOException {
        enter(here.path());
        for (int directory : directories) {
            try {
                FileStatus file = posix.fstatat(directory, name);
                return isSame(file, shown) && !isElsewhere(directory, name, file) ? directory : NONE;
            } catch (PosixException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
        }
        return NONE;
    }

    /** A union has devices and inodes of its own. */
    private static boolean isSame(FileStatus file, FileStatus shown) {
        return file.mode() == shown.mode()
                && file.uid() == shown.uid()
                && file.gid() == shown.gid()
                && file.size() == shown.size()
                && file.modified().equals(shown.modified());
    }

    /** Whether only the attributes are in this layer, as overlay does it where the kernel was told to: metacopy. */
    private boolean isElsewhere(int directory, byte[] name, FileStatus file) throws IOException {
        return file.blocks() * BLOCK < file.size()
                && posix.llistxattr(ProcPath.of(directory, name)).stream()
                        .anyMatch(key -> new String(key, StandardCharsets.ISO_8859_1).endsWith(METACOPY));
    }

    private void enter(byte[] wanted) throws IOException {
        if (Arrays.equals(path, wanted)) {
            return;
        }
        close(directories);
        path = wanted;
        for (int top : tops) {
            try {
                int flags = OpenFlags.PATH | OpenFlags.DIRECTORY;
                directories.add(posix.openat2(top, path, flags, 0, RESOLVE));
            } catch (PosixException e) {
                switch (e.errno()) {
                    // The layer has no such directory, or something else hides those below.
                    case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG -> {}
                    default -> throw e;
                }
            }
        }
    }

    private void close(List<Integer> descriptors) throws IOException {
        for (int fd : descriptors) {
            posix.close(fd);
        }
        descriptors.clear();
    }

    @Override
    public void close() throws IOException {
        close(directories);
        close(tops);
    }
}
