package io.plash.launch;

import io.plash.api.mount.MountEntry;
import io.plash.api.union.Changes;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a union keeps changes that are thrown away.
 *
 * @param kind {@code tmpfs}, which ends with the mount namespace, or {@code disk}, a directory that the launch script makes
 * @param mountPoint where it is mounted, seen from the build data
 */
record Scratch(String kind, String mountPoint) {

    /**
     * Where the union keeps its changes. On a tmpfs the directories have to be made by the same mount command that mounts
     * it: {@code X-mount.mkdir} makes a mount point, so two bind mounts of the tmpfs in itself make two directories, and
     * through the first of them both are seen without what is mounted on them.
     */
    Changes changes() {
        String directory = isTmpfs() ? mountPoint + "/upper" : mountPoint;
        return new Changes(directory + "/upper", directory + "/work");
    }

    /** Where the union is mounted. */
    String root() {
        return mountPoint + "/root";
    }

    /** The mounts up to and with that of the union. */
    List<MountEntry> mounts(MountEntry union) {
        List<MountEntry> mounts = new ArrayList<>();
        if (isTmpfs()) {
            mounts.add(new MountEntry("plash", mountPoint, "tmpfs", List.of("mode=0755")));
            mounts.add(directory("upper"));
            mounts.add(directory("work"));
        }
        List<String> options = new ArrayList<>(union.options());
        options.add("X-mount.mkdir=0755");
        mounts.add(new MountEntry(union.source(), union.target(), union.type(), options));
        return mounts;
    }

    /** What the launch script has to make before: a directory on disk, mounted here; empty for nothing. */
    String directoryOnDisk() {
        return isTmpfs() ? "" : mountPoint;
    }

    private boolean isTmpfs() {
        return kind.equals("tmpfs");
    }

    private MountEntry directory(String name) {
        return new MountEntry(mountPoint, mountPoint + "/" + name, "none", List.of("bind", "X-mount.mkdir=0755"));
    }
}
