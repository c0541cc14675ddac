package io.plash.api.mount;

import java.util.List;
import java.util.Optional;

/**
 * One mount, with the four fields that {@code mount(8)} and fstab(5) know.
 *
 * <p>Paths may be relative; then they are seen from the build data, which is the working directory of whoever mounts.
 *
 * @param source what is mounted: a device, a directory, or any word for a filesystem that has no source
 * @param target the mount point, which exists
 * @param type the filesystem, or {@code none} for a bind mount; {@code fuse.PROGRAM} for one that a program serves
 * @param options at least one, in the order that they are given to {@code mount -o}; a comma inside one is escaped
 *     already, in the way that the filesystem understands
 */
public record MountEntry(String source, String target, String type, List<String> options) {

    private static final String SERVED = "fuse.";

    public MountEntry {
        options = List.copyOf(options);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("a mount needs an option, such as defaults");
        }
    }

    /**
     * The program that serves the filesystem, if one does. plash starts it as {@code PROGRAM -f -o OPTIONS TARGET}, in the
     * mount namespace of the container but outside of what the container sees. It has to stay in the foreground, and to end
     * when its filesystem is mounted nowhere any more.
     */
    public Optional<String> server() {
        return type.startsWith(SERVED) ? Optional.of(type.substring(SERVED.length())) : Optional.empty();
    }

    /** This mount as a line of an fstab file, without the newline. */
    public String fstabLine() {
        return String.join(" ", field(source), field(target), field(type), field(String.join(",", options)), "0", "0");
    }

    /** Escapes what separates fields and lines, as fstab(5) and getmntent(3) say. */
    private static String field(String text) {
        return text.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("#", "\\043");
    }
}
