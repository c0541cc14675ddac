package io.plash.cli.export;

import io.plash.api.PlashException;
import io.plash.posix.DescriptorOutput;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import io.plash.tree.Staged;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what an archive is to be written to: a file is there complete or not at all, a pipe or a device gets it at once. */
final class ArchiveFile {

    private static final int STDOUT = 1;

    /** As many as the kernel follows: path_resolution(7). */
    private static final int MOST_LINKS = 40;

    private static final int FOR_ALL = 0666;
    private static final int PRIVATE = 0600;
    private static final int NO_SETUID = 0777;

    /** Writes an archive, which messages call by the title. */
    interface Export {
        Omissions to(OutputStream archive, String title) throws IOException;
    }

    private final Posix posix;
    private final Export export;

    ArchiveFile(Posix posix, Export export) {
        this.posix = posix;
        this.export = export;
    }

    /** Writes to stdout, which must not be a terminal. */
    Omissions writeToStdout() throws IOException {
        if (posix.isatty(STDOUT)) {
            throw new PlashException("cannot write an archive to a terminal", "name a file, or redirect stdout");
        }
        return export.to(new DescriptorOutput(posix, STDOUT), "the archive to stdout");
    }

    /** Writes to an absolute path, which messages call by the title. */
    Omissions writeTo(Path path, String title) {
        try {
            Path file = followLinks(path);
            if (Files.isSymbolicLink(file)) {
                int descriptor = Integer.parseInt(name(file).toString());
                return export.to(new DescriptorOutput(posix, descriptor), title);
            }
            return Files.exists(file) && !Files.isRegularFile(file) ? writeDirectly(file, title) : replace(file, title);
        } catch (IOException e) {
            throw new PlashException("cannot write " + title, null, e);
        }
    }

    /**
     * The path without links in its last component. It still is a link if it is one of this process in /proc: that is no
     * name of a file but an open one, such as {@code /dev/stdout}, and to open it once more would truncate what the caller
     * appends to (proc_pid_fd(5)).
     */
    private static Path followLinks(Path path) throws IOException {
        Path descriptors = Path.of("/proc/self/fd").toRealPath();
        Path at = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            if (!Files.isSymbolicLink(at) || directory(at).toRealPath().equals(descriptors)) {
                return at;
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        throw new FileSystemLoopException(path.toString());
    }

    private static Path directory(Path file) {
        Path directory = file.getParent();
        return directory == null ? file : directory;
    }

    private static Path name(Path file) {
        Path name = file.getFileName();
        return name == null ? file : name;
    }

    private Omissions writeDirectly(Path file, String title) throws IOException {
        int fd = posix.openat(Posix.AT_FDCWD, RawPath.bytes(file), OpenFlags.WRITE, 0);
        try {
            return export.to(new DescriptorOutput(posix, fd), title);
        } finally {
            posix.close(fd);
        }
    }

    private Omissions replace(Path file, String title) throws IOException {
        boolean there = Files.exists(file);
        int parent =
                posix.openat(Posix.AT_FDCWD, RawPath.bytes(directory(file)), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        byte[] name = RawPath.bytes(name(file));
        try (Staged staged = Staged.file(posix, parent, name, there ? PRIVATE : FOR_ALL)) {
            if (there) {
                posix.fchmod(staged.fd(), posix.fstatat(parent, name).permissions() & NO_SETUID);
            }
            Omissions omissions = export.to(new DescriptorOutput(posix, staged.fd()), title);
            staged.publish();
            return omissions;
        } finally {
            posix.close(parent);
        }
    }
}
