package io.plash.tree;

import io.plash.api.PlashException;
import io.plash.posix.FileStatus;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Shows a visitor all that is in a tree: each directory before what is in it, and the names in a directory in the order
 * of their bytes. It follows no link; a mount point in the tree is an error.
 */
public final class TreeWalk {

    /** Is shown a tree. What it throws ends the walk; an {@link IOException} becomes an error that names the file. */
    public interface Visitor {

        /** The walk has come into a directory, the top included. */
        void entered(Descent here, byte[] name, FileStatus status) throws IOException;

        /** A name that is no directory. */
        void file(Descent here, byte[] name, FileStatus status) throws IOException;

        /** The walk is about to go back up; everything in the directory has been shown. */
        void leaving(Descent here) throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private final Posix posix;
    private final String action;
    private final Deque<Deque<byte[]>> pending = new ArrayDeque<>();

    /**
     * Prepares one walk.
     *
     * @param action what messages say cannot be done to a file, such as {@code copy}
     */
    public TreeWalk(Posix posix, String action) {
        this.posix = posix;
        this.action = action;
    }

    /** Walks through the directory {@code name} of {@code dir}, with which the paths in messages begin. */
    public void walk(int dir, byte[] name, Visitor visitor) throws IOException {
        try (Descent descent = start(dir, name)) {
            step(descent.path(), () -> arrive(descent, name, visitor));
            while (!pending.isEmpty()) {
                byte[] next = pending.element().poll();
                if (next != null) {
                    step(descent.path(next), () -> visit(descent, next, visitor));
                } else {
                    step(descent.path(), () -> leave(descent, visitor));
                }
            }
        }
    }

    private Descent start(int dir, byte[] name) throws IOException {
        try {
            return new Descent(posix, dir, name);
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    private void step(byte[] path, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private PlashException failure(byte[] path, IOException e) {
        return new PlashException("cannot " + action + " " + PathText.show(path), null, e);
    }

    private void visit(Descent descent, byte[] name, Visitor visitor) throws IOException {
        FileStatus status = posix.fstatat(descent.fd(), name);
        if (status.isDirectory()) {
            descent.enter(name);
            arrive(descent, name, visitor);
        } else {
            visitor.file(descent, name, status);
        }
    }

    private void arrive(Descent descent, byte[] name, Visitor visitor) throws IOException {
        visitor.entered(descent, name, posix.fstat(descent.fd()));
        List<byte[]> names = new ArrayList<>();
        for (List<Posix.Entry> some; (some = posix.getdents64(descent.fd())) != null; ) {
            some.forEach(entry -> names.add(entry.name()));
        }
        names.sort(Arrays::compareUnsigned);
        pending.push(new ArrayDeque<>(names));
    }

    private void leave(Descent descent, Visitor visitor) throws IOException {
        pending.pop();
        visitor.leaving(descent);
        if (descent.depth() > 0) {
            descent.leave();
        }
    }
}
