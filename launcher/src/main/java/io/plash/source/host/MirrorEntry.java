package io.plash.source.host;

import java.nio.file.attribute.FileTime;

/**
 * A file of this machine that an image of it has, too.
 *
 * @param path from the root, without a slash in front
 * @param kind what it becomes in the image
 * @param mode its permission bits
 * @param size in bytes; 0 for anything but a file
 * @param time when it was last changed
 * @param target where a link points to, and empty for anything else
 */
record MirrorEntry(String path, Kind kind, int mode, long size, FileTime time, String target) {

    enum Kind {
        /** With all its bytes. */
        FILE,
        /** As it is, wherever it points to. */
        LINK,
        /** What is in it are entries of their own. */
        DIRECTORY,
        /** Empty, and the directory of this machine is bound over it. */
        BOUND
    }

    private static final FileTime EPOCH = FileTime.fromMillis(0);

    /** A directory that is there whether this machine has it or not. */
    static MirrorEntry directory(String path, int mode) {
        return new MirrorEntry(path, Kind.DIRECTORY, mode, 0, EPOCH, "");
    }

    /** A directory over which this machine's own is bound. */
    static MirrorEntry bound(String path) {
        return new MirrorEntry(path, Kind.BOUND, 0755, 0, EPOCH, "");
    }

    /**
     * A line that changes when the image would be another one. The time of a directory is not in it, for that changes
     * with files that are not mirrored.
     */
    String witness() {
        String changed = kind == Kind.FILE ? time.toInstant().toString() : "";
        return String.join("\0", path, kind.name(), Integer.toOctalString(mode), Long.toString(size), changed, target);
    }
}
