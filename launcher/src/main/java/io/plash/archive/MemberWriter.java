package io.plash.archive;

import io.plash.api.PlashException;
import io.plash.archive.layer.LayerBase;
import io.plash.archive.layer.LowerLayers;
import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.TreeRemover;
import io.plash.tree.attribute.AttributeWriter;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the entries of an archive in a root filesystem.
 *
 * <p>Only {@link ParentDirectories} resolves a path. All else is a name without a slash in an open directory, and no call
 * follows a link there.
 */
final class MemberWriter implements AutoCloseable {

    /** Of a directory that is being filled; its own permissions might forbid that, and come last. */
    private static final int WHILE_FILLING = 0700;

    private final Posix posix;
    private final ContentWriter content;
    private final ParentDirectories parents;
    private final AttributeWriter attributes;
    private final FileFinisher finisher;
    private final Omissions omissions = new Omissions();
    private final Allowance allowance = new Allowance();
    private final PendingDirectories pending;
    private final Set<String> skipped = new HashSet<>();
    private @Nullable LayerBase base;

    /** The root stays the caller's to close. */
    MemberWriter(Posix posix, int root, RawTarInputStream tar) {
        this.posix = posix;
        this.content = new ContentWriter(posix, tar);
        this.parents = new ParentDirectories(posix, root);
        this.pending = new PendingDirectories(posix, root, parents, allowance);
        this.attributes = new AttributeWriter(posix, new UnpackRefusals(omissions));
        this.finisher = new FileFinisher(posix);
    }

    /** Makes it the writer of a layer that comes on top of others. To be called first. */
    void putOn(LowerLayers lower, int root) throws IOException {
        base = new LayerBase(posix, lower, root, (path, directory) -> pending.put(EntryName.ofPath(path), directory));
        parents.putOn(base);
    }

    /** Makes a directory, unless it is there or below. */
    void reach(EntryName directory) throws IOException {
        if (base == null) {
            parents.open(directory.path());
        } else {
            base.makeDirectory(directory.path());
        }
    }

    private interface Making {
        void in(int dir) throws IOException;
    }

    void write(TarMember member) throws IOException {
        if (member.isVolumeLabel()) {
            return;
        }
        EntryName name = member.name();
        if (base != null && base.takes(name.parent(), name.leaf())) {
            allowance.take(name.path().length());
            return;
        }
        int type = member.type();
        if (name.isRoot() && type != FileStatus.DIRECTORY) {
            throw new PlashException("cannot unpack " + name.shown() + ": the root must be a directory");
        }
        switch (type) {
            case FileStatus.DIRECTORY -> directory(name, member);
            case FileStatus.REGULAR -> file(name, member);
            case FileStatus.SYMLINK -> symlink(name, member);
            case TarMember.HARD_LINK -> link(name, EntryName.of(member.linkTarget()));
            default -> node(name, type, member);
        }
    }

    private void directory(EntryName name, TarMember member) throws IOException {
        if (!name.isRoot()) {
            int dir = parents.open(name.parent());
            try {
                posix.mkdirat(dir, name.leafBytes(), WHILE_FILLING);
            } catch (PosixException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
                if (!posix.fstatat(dir, name.leafBytes()).isDirectory()) {
                    make(name, parent -> posix.mkdirat(parent, name.leafBytes(), WHILE_FILLING));
                }
            }
        }
        pending.put(name, member.attributes(omissions));
    }

    private void file(EntryName name, TarMember member) throws IOException {
        Attributes wanted = member.attributes(omissions);
        make(name, dir -> {
            int flags = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.NOFOLLOW;
            int fd = posix.openat(dir, name.leafBytes(), flags, 0600);
            try {
                content.write(fd);
            } catch (IOException | RuntimeException e) {
                posix.close(fd);
                throw e;
            }
            finisher.add(name, fd, wanted);
        });
    }

    private void symlink(EntryName name, TarMember member) throws IOException {
        make(name, dir -> {
            posix.symlinkat(member.linkTarget(), dir, name.leafBytes());
            attributes.writeLink(dir, name.leafBytes(), member.attributes(omissions));
        });
    }

    private void node(EntryName name, int type, TarMember member) throws IOException {
        int major = member.major();
        int minor = member.minor();
        if (type == FileStatus.CHARACTER_DEVICE && major == 0 && minor == 0) {
            skip(name, Omission.WHITEOUT);
            return;
        }
        try {
            make(name, dir -> {
                posix.mknodat(dir, name.leafBytes(), type | 0600, major, minor);
                attributes.writeNode(dir, name.leafBytes(), member.attributes(omissions));
            });
        } catch (PosixException e) {
            if (type == FileStatus.FIFO || e.errno() != Errno.EPERM) {
                throw e;
            }
            skip(name, Omission.DEVICE);
        }
    }

    private void skip(EntryName name, Omission why) {
        omissions.add(why);
        allowance.take(name.path().length());
        skipped.add(name.path());
    }

    private void link(EntryName name, EntryName target) throws IOException {
        if (skipped.contains(target.path())) {
            skipped.add(name.path());
            return;
        }
        bring(target);
        int from = parents.open(target.parent());
        int to = parents.open(name.parent());
        try {
            posix.linkat(from, target.leafBytes(), to, name.leafBytes());
        } catch (PosixException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
            FileStatus existing = posix.fstatat(to, name.leafBytes());
            if (existing.identity()
                    .equals(posix.fstatat(from, target.leafBytes()).identity())) {
                return;
            }
            remove(name, existing);
            posix.linkat(
                    parents.open(target.parent()), target.leafBytes(), parents.open(name.parent()), name.leafBytes());
        }
    }

    /** A layer may link to what is below it, which it then has to have itself. */
    private void bring(EntryName target) throws IOException {
        if (base == null) {
            return;
        }
        try {
            posix.fstatat(parents.open(target.parent()), target.leafBytes());
        } catch (PosixException e) {
            if (e.errno() != Errno.ENOENT || !base.bring(target.parent(), target.leaf(), parents::open)) {
                throw e;
            }
        }
    }

    /** Makes a name; what is there already goes. */
    private void make(EntryName name, Making making) throws IOException {
        skipped.remove(name.path());
        int dir = parents.open(name.parent());
        try {
            making.in(dir);
        } catch (PosixException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
            remove(name, posix.fstatat(dir, name.leafBytes()));
            making.in(parents.open(name.parent()));
        }
    }

    private void remove(EntryName name, FileStatus existing) throws IOException {
        new TreeRemover(posix).removeAt(parents.open(name.parent()), name.leafBytes());
        if (existing.isDirectory() || existing.type() == FileStatus.SYMLINK) {
            parents.forget();
            pending.forget(name);
        }
    }

    /** Gives the directories what they have in the archive, and returns what could not be. To be called last. */
    Omissions finish() throws IOException {
        if (base != null) {
            base.finish(parents::open);
        }
        omissions.addAll(finisher.finish());
        pending.finish(attributes);
        return omissions;
    }

    @Override
    public void close() throws IOException {
        try (parents) {
            finisher.close();
        }
    }
}
