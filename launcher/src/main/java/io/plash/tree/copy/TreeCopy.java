package io.plash.tree.copy;

import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.tree.Descent;
import io.plash.tree.TreeWalk;
import io.plash.tree.attribute.AttributeReader;
import io.plash.tree.attribute.AttributeWriter;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes the directories that a walk through another tree shows, and has the files made in them. */
final class TreeCopy implements TreeWalk.Visitor, AutoCloseable {

    /** Of what is being filled; the permissions come last. */
    private static final int PRIVATE_DIRECTORY = 0700;

    private static final byte[] HERE = {'.'};

    private final Posix posix;
    private final int top;
    private final Descent target;
    private final AttributeReader reader;
    private final AttributeWriter writer;
    private final TargetFiles files;
    private final Deque<Attributes> directories = new ArrayDeque<>();

    /** {@code top} stays the caller's to close. */
    TreeCopy(Posix posix, int top, Omissions omissions, TargetFiles files) throws IOException {
        this.posix = posix;
        this.top = top;
        this.target = new Descent(posix, top, HERE);
        this.reader = new AttributeReader(posix, omissions);
        this.writer = new AttributeWriter(posix, new CopyRefusals(omissions));
        this.files = files;
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
        files.make(here, name, status, target);
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
