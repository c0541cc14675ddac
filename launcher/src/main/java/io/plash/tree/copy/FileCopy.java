package io.plash.tree.copy;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.attribute.AttributeReader;
import io.plash.tree.attribute.AttributeWriter;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;

/** Copies single files other than directories, with all that they have but their further names. */
public final class FileCopy {

    /** Of what is being filled; the permissions come last. */
    private static final int PRIVATE_FILE = 0600;

    private final Posix posix;
    private final Omissions omissions;
    private final AttributeReader reader;
    private final AttributeWriter writer;
    private final ContentCopy content;

    /** What cannot be copied is added to the omissions. */
    public FileCopy(Posix posix, Omissions omissions) {
        this.posix = posix;
        this.omissions = omissions;
        this.reader = new AttributeReader(posix, omissions);
        this.writer = new AttributeWriter(posix, new CopyRefusals(omissions));
        this.content = new ContentCopy(posix);
    }

    /**
     * Makes a name in the directory {@code to} for the same one in {@code from}.
     *
     * @param holding a directory in which the name is the same regular file, read faster; or {@code from}
     * @return whether it is there now; a device may not be made by everyone
     */
    public boolean copy(int from, int holding, byte[] name, FileStatus status, int to) throws IOException {
        switch (status.type()) {
            case FileStatus.REGULAR -> regular(from, holding, name, status, to);
            case FileStatus.SYMLINK -> {
                posix.symlinkat(posix.readlinkat(from, name), to, name);
                writer.writeLink(to, name, reader.read(from, name, status));
            }
            default -> {
                return node(from, name, status, to);
            }
        }
        return true;
    }

    private void regular(int from, int holding, byte[] name, FileStatus status, int to) throws IOException {
        try (SourceFile file = SourceFile.open(posix, holding, name)) {
            int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.NOFOLLOW;
            int fd = posix.openat(to, name, flags, PRIVATE_FILE);
            try {
                content.copy(file, fd);
                writer.write(fd, reader.read(from, name, status));
            } finally {
                posix.close(fd);
            }
        }
    }

    private boolean node(int from, byte[] name, FileStatus status, int to) throws IOException {
        Attributes attributes = reader.read(from, name, status);
        try {
            posix.mknodat(to, name, status.type() | PRIVATE_FILE, status.nodeMajor(), status.nodeMinor());
        } catch (PosixException e) {
            boolean device = status.type() == FileStatus.CHARACTER_DEVICE || status.type() == FileStatus.BLOCK_DEVICE;
            if (!device || e.errno() != Errno.EPERM) {
                throw e;
            }
            omissions.add(Omission.DEVICE);
            return false;
        }
        writer.writeNode(to, name, attributes);
        return true;
    }
}
