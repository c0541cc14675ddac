package io.plash.archive.export;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawPath;
import io.plash.tree.TreeWalk;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Writes trees as tar archives, in the format that POSIX calls pax. The same tree always gives the same bytes: names are
 * sorted, owners are numbers, and nothing of this machine or this moment is in the archive.
 */
public final class TarExporter {

    private static final byte[] HERE = {'.'};

    private final Posix posix;
    private final OptionalLong latest;

    /** An exporter that replaces any later time by {@code latest}, in seconds since 1970. */
    public TarExporter(Posix posix, OptionalLong latest) {
        this.posix = posix;
        this.latest = latest;
    }

    /**
     * Writes a directory and all that is in it, with owners, permissions, times of modification, hard links, symbolic
     * links, nodes, extended attributes and holes. The directory is {@code ./}. No link is followed.
     *
     * @param tree the empty path is the working directory
     * @param archive flushed here, but not closed; when this throws, what it got is no complete archive
     * @param title what messages call the archive, such as its path
     * @return what an archive cannot have
     * @throws io.plash.api.PlashException if a file, which it names, cannot be read or changed meanwhile; if there is a
     *     mount point in the tree; or if the archive cannot be written
     */
    public Omissions export(Path tree, OutputStream archive, String title) throws IOException {
        Omissions omissions = new Omissions();
        TarOutput output = new TarOutput(archive, title);
        byte[] path = RawPath.bytes(tree);
        int top = posix.openat(Posix.AT_FDCWD, path.length == 0 ? HERE : path, OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try {
            new TreeWalk(posix, "export").walk(top, HERE, new TarMembers(posix, latest, output, omissions));
        } finally {
            posix.close(top);
        }
        output.finish();
        return omissions;
    }
}
