package io.plash.tree.copy;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.Descent;
import io.plash.tree.attribute.AttributeReader;
import io.plash.tree.attribute.AttributeWriter;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Files of their own, with all that the others have. */
final class CopiedFiles implements TargetFiles {

    /** Of what is being filled; the permissions come last. */
    private static final int PRIVATE_FILE = 0600;

    private static final byte[] HERE = {'.'};

    private final Posix posix;
    private final LayerFiles layers;
    private final int top;
    private final Omissions omissions;
    private final AttributeReader reader;
    private final AttributeWriter writer;
    private final ContentCopy content;
    private final HardLinks links = new HardLinks();

    /** In a tree whose top is {@code top}, which stays the caller's to close, as {@code layers} do. */
    CopiedFiles(Posix posix, LayerFiles layers, int top, Omissions omissions) {
        this.posix = posix;
        this.layers = layers;
        this.top = top;
        this.omissions = omissions;
        this.reader = new AttributeReader(posix, omissions);
        this.writer = new AttributeWriter(posix, new CopyRefusals(omissions));
        this.content = new ContentCopy(posix);
    }

    @Override
    public void make(Descent here, byte[] name, FileStatus status, Descent target) throws IOException {
        byte[] first = links.first(status, here.path(name));
        if (first != null) {
            link(first, target, name);
            return;
        }
        switch (status.type()) {
            case FileStatus.REGULAR -> regular(here, name, status, target);
            case FileStatus.SYMLINK -> {
                posix.symlinkat(posix.readlinkat(here.fd(), name), target.fd(), name);
                writer.writeLink(target.fd(), name, reader.read(here.fd(), name, status));
            }
            default -> node(here.fd(), name, status, target);
        }
    }

    /** From its layer: a union can neither share blocks with what is outside of it nor copy within the kernel. */
    private void regular(Descent here, byte[] name, FileStatus status, Descent target) throws IOException {
        int layer = layers.holding(here, name, status);
        try (SourceFile file = SourceFile.open(posix, layer == LayerFiles.NONE ? here.fd() : layer, name)) {
            int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.NOFOLLOW;
            int fd = posix.openat(target.fd(), name, flags, PRIVATE_FILE);
            try {
                content.copy(file, fd);
                writer.write(fd, reader.read(here.fd(), name, status));
            } finally {
                posix.close(fd);
            }
        }
    }

    private void node(int dir, byte[] name, FileStatus status, Descent target) throws IOException {
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
    private void link(byte[] first, Descent target, byte[] name) throws IOException {
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
}
