package io.plash.launch.plan;

import io.plash.api.launch.IdRange;
import io.plash.api.launch.NamespaceEntry;
import io.plash.api.mount.MountEntry;
import io.plash.store.ContainerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param disk where a directory of the build data is mounted, made anew for each launch, in which the union keeps what the
 *     program writes; empty if the mounts say where
 * @param chroot the directory that becomes the program's root; empty for a program of the host
 * @param chdir the directory that a program of the host starts in; empty for the caller's
 * @param program how the program is started
 * @param mounts what is mounted, in this order
 */
public record LaunchPlan(
        String container,
        String union,
        String mode,
        NamespaceEntry entry,
        String disk,
        String chroot,
        String chdir,
        Program program,
        List<MountEntry> mounts) {

    /** The keys of what is launched, which no witness can have. */
    static final Set<String> KEYS = Set.of(
            "enter", "uids", "gids", "disk", "chroot", "chdir", "export", "word", "default", "workdir", "run-as",
            "user", "serve", "print");

    public LaunchPlan {
        mounts = List.copyOf(mounts);
    }

    /** A plan that only enters the namespaces; the program is one of the host. */
    public static LaunchPlan entering(String mode, NamespaceEntry entry) {
        return new LaunchPlan("0", "-", mode, entry, "", "", "", Program.AS_TYPED, List.of());
    }

    /** A plan for a program in a container that runs already. */
    public static LaunchPlan joining(NamespaceEntry entry, String root, List<String> export) {
        return new LaunchPlan("0", "-", "-", entry, "", root, "", Program.seeing(export), List.of());
    }

    /** A plan for a program of the host that starts in a directory of the build data, in no namespace of its own. */
    public static LaunchPlan inDirectory(String directory) {
        return new LaunchPlan("0", "-", "-", NamespaceEntry.NONE, "", "", directory, Program.AS_TYPED, List.of());
    }

    /** The text of a plan that starts nothing, and whose answer is this container. */
    public static String answer(ContainerId container, Collection<String> witnesses) {
        StringBuilder text = head(witnesses);
        line(text, "container", container.toString());
        line(text, "print", container.toString());
        return text.toString();
    }

    /** The same plan for a command that begins with these words. */
    public LaunchPlan withWords(List<String> command) {
        return with(program.withWords(command));
    }

    /** The same plan, with a program that this user runs. */
    public LaunchPlan by(String user) {
        return with(program.by(user));
    }

    /** The same plan, running this if the user types no command. */
    public LaunchPlan otherwise(ImageProgram image) {
        return with(program.otherwise(image));
    }

    private LaunchPlan with(Program other) {
        return new LaunchPlan(container, union, mode, entry, disk, chroot, chdir, other, mounts);
    }

    /** The plan as text: an fstab file whose first lines, comments to {@code mount}, say what is not a mount. */
    public String text() {
        return text(List.of());
    }

    /**
     * The plan as text.
     *
     * @param witnesses lines that say what must be as it was for the plan to be valid
     */
    public String text(Collection<String> witnesses) {
        StringBuilder text = head(witnesses);
        line(text, "container", container);
        line(text, "union", union);
        line(text, "mode", mode);
        line(text, "enter", String.join(" ", entry.command()));
        line(text, "uids", numbers(entry.uids()));
        line(text, "gids", numbers(entry.gids()));
        line(text, "disk", disk);
        line(text, "chroot", chroot);
        line(text, "chdir", chdir);
        line(text, "export", String.join(" ", program.export()));
        program.words().forEach(word -> line(text, "word", word));
        program.otherwise().lines().forEach(word -> line(text, "default", word));
        line(text, "workdir", ImageProgram.line(program.otherwise().directory()).replace("\\c", ""));
        line(text, "run-as", program.otherwise().user());
        line(text, "user", program.user());
        server().ifPresent(program -> line(text, "serve", program));
        boolean served = false;
        for (MountEntry mount : mounts) {
            text.append((served ? later(mount) : mount).fstabLine()).append('\n');
            served |= mount.server().isPresent();
        }
        return text.toString();
    }

    /** What is mounted in a union that a program serves has to wait for that; an option tells it to the script. */
    private static MountEntry later(MountEntry mount) {
        List<String> options = new ArrayList<>(mount.options());
        options.add("X-plash.later");
        return new MountEntry(mount.source(), mount.target(), mount.type(), options);
    }

    /** The program that serves the union, if one does. */
    public Optional<String> server() {
        return mounts.stream().flatMap(mount -> mount.server().stream()).findFirst();
    }

    private static StringBuilder head(Collection<String> witnesses) {
        StringBuilder text = new StringBuilder("# plash launch plan 2\n");
        witnesses.forEach(witness -> append(text, witness));
        return text;
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.isEmpty()) {
            append(text, key + " " + value);
        }
    }

    private static void append(StringBuilder text, String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line of a launch plan with a newline in it: " + line);
        }
        text.append("#: ").append(line).append('\n');
    }

    /** The ranges as newuidmap(1) takes them. */
    private static String numbers(List<IdRange> ranges) {
        return ranges.stream()
                .map(range -> range.inside() + " " + range.outside() + " " + range.count())
                .collect(Collectors.joining(" "));
    }
}
