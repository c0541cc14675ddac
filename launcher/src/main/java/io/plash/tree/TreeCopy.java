package io.plash.tree;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes what a walk through another tree shows. */
final class TreeCopy implements TreeWalk.Visitor, AutoCloseable {

    /** Of what is being filled; the permissions come last. */
    private static final int PRIVATE_DIRECTORY = 0700;

    private static final int PRIVATE_FILE = 0600;
    private static final byte[] HERE = {'.'};

    private final Posix posix;
    private final int top;
    private final Descent target;
    private final Omissions omissions;
    private final AttributeReader reader;
    private final AttributeWriter writer;
    private final ContentCopy content;
    private final HardLinks links = new HardLinks();
    private final Deque<Attributes> directories = new ArrayDeque<>();

    /** {@code top} stays the caller's to close. */
    TreeCopy(Posix posix, int top, Omissions omissions) throws IOException {
        this.posix = posix;
        this.top = top;
        this.target = new Descent(posix, top, HERE);
        this.omissions = omissions;
        this.reader = new AttributeReader(posix, omissions);
        this.writer = new AttributeWriter(posix, new CopyRefusals(omissions));
        this.content = new ContentCopy(posix);
    }

    @Override
    public void entered(Descent here, byte[] name, FileStatus status) throws IOException {
        if (here.depth() > 0) {
            posix.mkdirat(target.fd(), name, PRIVATE_DIRECTORY);
            target.enter(name);
        }
        directories.push(reader.read(here.fd(), HERE, status));
    }

    @Override
    public void leaving(Descent here) throws IOException {
        Attributes attributes = directories.pop();
        if (here.depth() == 0) {
            writer.write(top, attributes);
            return;
        }
        // Only now, for it may take away the right to go back up through this directory.
        byte[] name = target.leave();
        int flags = OpenFlags.READ | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW;
        int fd = posix.openat(target.fd(), name, flags, 0);
        try {
            writer.write(fd, attributes);
        } finally {
            posix.close(fd);
        }
    }

    @Override
    public void file(Descent here, byte[] name, FileStatus status) throws IOException {
        byte[] first = links.first(status, here.path(name));
        if (first != null) {
            link(first, name);
            return;
        }
        switch (status.type()) {
            case FileStatus.REGULAR -> regular(here.fd(), name);
            case FileStatus.SYMLINK -> {
                posix.symlinkat(posix.readlinkat(here.fd(), name), target.fd(), name);
                writer.writeLink(target.fd(), name, reader.read(here.fd(), name, status));
            }
            default -> node(here.fd(), name, status);
        }
    }

    private void regular(int dir, byte[] name) throws IOException {
        try (SourceFile file = SourceFile.open(posix, dir, name)) {
            int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.NOFOLLOW;
            int fd = posix.openat(target.fd(), name, flags, PRIVATE_FILE);
            try {
                content.copy(file, fd);
                writer.write(fd, reader.read(dir, name, file.status()));
            } finally {
                posix.close(fd);
            }
        }
    }

    private void node(int dir, byte[] name, FileStatus status) throws IOException {
        Attributes attributes = reader.read(dir, name, status);
        try {
            posix.mknodat(target.fd(), name, status.type() | PRIVATE_FILE, status.nodeMajor(), status.nodeMinor());
        } catch (PosixException e) {
            boolean device = status.type() == FileStatus.CHARACTER_DEVICE || status.type() == FileStatus.BLOCK_DEVICE;
            if (!device || e.errno() != Errno.EPERM) {
                throw e;
            }
            omissions.add(Omission.DEVICE);
            links.forget(status);
            return;
        }
        writer.writeNode(target.fd(), name, attributes);
    }

    /** Goes down to the first name step by step, for its path may be longer than the kernel takes. */
    private void link(byte[] first, byte[] name) throws IOException {
        try (Descent way = new Descent(posix, top, HERE)) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            // The path of a walk begins with the name of its start, which is this top.
            for (int i = 2; i < first.length; i++) {
                if (first[i] == '/') {
                    way.enter(part.toByteArray());
                    part.reset();
                } else {
                    part.write(first[i]);
                }
            }
            posix.linkat(way.fd(), part.toByteArray(), target.fd(), name);
        }
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
