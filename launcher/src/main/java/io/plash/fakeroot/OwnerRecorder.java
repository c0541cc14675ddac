package io.plash.fakeroot;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.Interceptions;
import io.plash.posix.Interceptions.Interception;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.posix.ThreadPosix;
import io.plash.tree.attribute.RecordedOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the {@code chown} calls of the programs in a container, and writes down what they wanted.
 *
 * <p>These programs are strangers. A path of theirs is looked up by a thread whose root is theirs, so that it leads nowhere
 * that they could not go, and only files of the container's own filesystem are marked: none of what it sees of the host.
 */
final class OwnerRecorder {

    private static final int LONGEST_PATH = 4096;
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int GROUP_EXECUTE = 010;
    private static final byte[] CAPABILITIES = bytes("security.capability");

    /** Paths that are another file for each process, and for us are ours. */
    private static final Pattern SELF = Pattern.compile("/+(?:proc/+(?:self|thread-self)|dev/+(?<fd>fd))(?=/|$)");

    private final Posix posix;
    private final Interceptions calls;
    private final int processes;
    private final FileStatus.Identity hostRoot;

    private OwnerRecorder(Posix posix, Interceptions calls) throws IOException {
        this.posix = posix;
        this.calls = calls;
        ThreadPosix.unshareDirectories();
        this.hostRoot = posix.fstatat(Posix.AT_FDCWD, bytes("/")).identity();
        // From here on a relative path leads to processes, whatever the root is.
        this.processes = posix.openat(Posix.AT_FDCWD, bytes("/proc"), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        ThreadPosix.fchdir(processes);
    }

    /** Answers until the last of the programs has ended. It takes the thread for it, which has another root then. */
    static void serve(Posix posix, Interceptions calls) throws IOException {
        try (calls) {
            OwnerRecorder recorder = new OwnerRecorder(posix, calls);
            for (Interception call; (call = calls.next()) != null; ) {
                calls.answer(call, recorder.errno(call));
            }
        }
    }

    private @Nullable Errno errno(Interception call) {
        Optional<OwnerChange> change = OwnerChange.of(call);
        if (change.isEmpty()) {
            return Errno.ENOSYS;
        }
        try {
            record(call, change.get());
            return null;
        } catch (PosixException e) {
            return e.errno();
        } catch (IOException e) {
            return Errno.EIO;
        }
    }

    private void record(Interception call, OwnerChange change) throws IOException {
        FileStatus root = status(call.thread() + "/root");
        if (root.identity().equals(hostRoot)) {
            // It is still on its way into the container.
            return;
        }
        ThreadPosix.chroot(bytes(call.thread() + "/root"));
        int file = open(call.thread(), change);
        try {
            FileStatus status = posix.fstat(file);
            boolean marks = status.isDirectory() || status.type() == FileStatus.REGULAR;
            if (marks && root.mount() != 0 && status.mount() == root.mount() && calls.waits(call)) {
                mark(bytes("self/fd/" + file), status, change);
            }
        } finally {
            posix.close(file);
        }
    }

    private FileStatus status(String path) throws IOException {
        int fd = posix.openat(processes, bytes(path), OpenFlags.PATH, 0);
        try {
            return posix.fstat(fd);
        } finally {
            posix.close(fd);
        }
    }

    private int open(int thread, OwnerChange change) throws IOException {
        byte[] path = change.path() == 0 ? new byte[0] : ofThread(thread, path(thread, change.path()));
        int link = change.follows() ? 0 : OpenFlags.NOFOLLOW;
        if (path.length > 0 && path[0] == '/') {
            return posix.openat(Posix.AT_FDCWD, path, OpenFlags.PATH | link, 0);
        }
        if (path.length == 0 && !change.mayBeEmpty()) {
            return posix.openat(processes, path, OpenFlags.PATH, 0);
        }
        String start = change.dir() == Posix.AT_FDCWD ? "/cwd" : "/fd/" + change.dir();
        int dir = directory(thread + start);
        if (path.length == 0) {
            return dir;
        }
        try {
            return posix.openat(dir, path, OpenFlags.PATH | link, 0);
        } finally {
            posix.close(dir);
        }
    }

    /** A path under which we find what a thread finds. */
    static byte[] ofThread(int thread, byte[] path) {
        String text = new String(path, StandardCharsets.ISO_8859_1);
        Matcher self = SELF.matcher(text);
        if (!self.lookingAt()) {
            return path;
        }
        String start = "/proc/" + thread + (self.group("fd") == null ? "" : "/fd");
        return (start + text.substring(self.end())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private int directory(String path) throws PosixException {
        try {
            return posix.openat(processes, bytes(path), OpenFlags.PATH, 0);
        } catch (PosixException e) {
            throw e.errno() == Errno.ENOENT ? PosixException.noSuchDescriptor() : e;
        }
    }

    /** A string in the memory of a process, without its NUL. */
    private byte[] path(int thread, long address) throws IOException {
        byte[] buffer = new byte[LONGEST_PATH];
        int memory = posix.openat(processes, bytes(thread + "/mem"), OpenFlags.READ, 0);
        try {
            posix.lseek(memory, address, Posix.SEEK_SET);
            int count = posix.read(memory, buffer, 0, LONGEST_PATH);
            for (int i = 0; i < count; i++) {
                if (buffer[i] == 0) {
                    return Arrays.copyOf(buffer, i);
                }
            }
            throw PosixException.tooLongPath();
        } finally {
            posix.close(memory);
        }
    }

    /** A record counts on a file of root alone. */
    private void mark(byte[] file, FileStatus status, OwnerChange change) throws PosixException {
        byte[] key = RecordedOwner.key();
        boolean isRoots = status.uid() == 0 && status.gid() == 0;
        RecordedOwner recorded = isRoots ? recorded(file, key) : new RecordedOwner(status.uid(), status.gid());
        RecordedOwner owner = recorded.changed(change.uid(), change.gid());
        if (isRoots) {
            dropPrivileges(file, status);
            if (owner.equals(recorded)) {
                return;
            }
        } else {
            // Never on a union that a program serves, which has files of root only: the call of that program for it
            // would wait
            // for this thread, as this thread does for the program.
            posix.chown(file, 0, 0);
        }
        ifPossible(() -> {
            if (owner.equals(RecordedOwner.ROOT)) {
                posix.removexattr(file, key);
            } else {
                posix.setxattr(file, key, owner.bytes());
            }
        });
    }

    /** As any chown of a regular file does. */
    private void dropPrivileges(byte[] file, FileStatus status) throws PosixException {
        if (status.type() != FileStatus.REGULAR) {
            return;
        }
        int bits = SETUID | ((status.permissions() & GROUP_EXECUTE) == 0 ? 0 : SETGID);
        if ((status.permissions() & bits) != 0) {
            posix.fchmodat(Posix.AT_FDCWD, file, status.permissions() & ~bits);
        }
        ifPossible(() -> posix.removexattr(file, CAPABILITIES));
    }

    private interface Change {
        void make() throws PosixException;
    }

    /** What the file has no place for, or does not have, it can do without. */
    private static void ifPossible(Change change) throws PosixException {
        try {
            change.make();
        } catch (PosixException e) {
            if (e.errno() != Errno.EOPNOTSUPP && e.errno() != Errno.EPERM && e.errno() != Errno.ENODATA) {
                throw e;
            }
        }
    }

    private RecordedOwner recorded(byte[] file, byte[] key) throws PosixException {
        try {
            return RecordedOwner.parse(posix.getxattr(file, key)).orElse(RecordedOwner.ROOT);
        } catch (PosixException e) {
            if (e.errno() == Errno.ENODATA || e.errno() == Errno.EOPNOTSUPP) {
                return RecordedOwner.ROOT;
            }
            throw e;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
