package io.plash.launch;

import io.plash.api.launch.IdRange;
import io.plash.api.launch.NamespaceEntry;
import io.plash.api.mount.MountEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Everything that happens between the plash command and its program, as data. The script {@code launch} carries it out.
 *
 * <p>Relative paths are seen from the build data.
 *
 * @param container the container's id; {@code 0} for a plan without one
 * @param union the name of the union filesystem
 * @param mode the name of the launch mode
 * @param entry how to get into the namespaces
 * @param scratch where the union keeps what the program writes: {@code tmpfs} or {@code disk}, made anew for each launch,
 *     then a blank and the directory that it is mounted on; empty if the mounts name a place themselves
 * @param chroot the directory that becomes the program's root; empty for a program of the host
 * @param chdir the directory that a program of the host starts in; empty for the caller's
 * @param export the environment variables that the container's program sees, if they are set
 * @param mounts what is mounted, in this order
 */
public record LaunchPlan(
        String container,
        String union,
        String mode,
        NamespaceEntry entry,
        String scratch,
        String chroot,
        String chdir,
        List<String> export,
        List<MountEntry> mounts) {

    public LaunchPlan {
        export = List.copyOf(export);
        mounts = List.copyOf(mounts);
    }

    /** A plan that only enters the namespaces; the program is one of the host. */
    public static LaunchPlan entering(String mode, NamespaceEntry entry) {
        return new LaunchPlan("0", "-", mode, entry, "", "", "", List.of(), List.of());
    }

    /** A plan for a program of the host that starts in a directory of the build data, in no namespace of its own. */
    public static LaunchPlan inDirectory(String directory) {
        return new LaunchPlan("0", "-", "-", NamespaceEntry.NONE, "", "", directory, List.of(), List.of());
    }

    /** The plan as text: an fstab file whose first lines, comments to {@code mount}, say what is not a mount. */
    public String text() {
        StringBuilder text = new StringBuilder("# plash launch plan 1\n");
        line(text, "container", container);
        line(text, "union", union);
        line(text, "mode", mode);
        line(text, "enter", String.join(" ", entry.command()));
        line(text, "uids", numbers(entry.uids()));
        line(text, "gids", numbers(entry.gids()));
        line(text, "scratch", scratch);
        line(text, "chroot", chroot);
        line(text, "chdir", chdir);
        line(text, "export", String.join(" ", export));
        for (MountEntry mount : mounts) {
            text.append(mount.fstabLine()).append('\n');
        }
        return text.toString();
    }

    /** A file name for this very plan; a plan that says anything else has another. */
    public String fileName() {
        return container + "-" + UUID.nameUUIDFromBytes(text().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.isEmpty()) {
            text.append("#: ").append(key).append(' ').append(value).append('\n');
        }
    }

    /** The ranges as newuidmap(1) takes them. */
    private static String numbers(List<IdRange> ranges) {
        return ranges.stream()
                .map(range -> range.inside() + " " + range.outside() + " " + range.count())
                .collect(Collectors.joining(" "));
    }
}
