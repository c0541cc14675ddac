package io.plash.union.overlay;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.Requirement;
import io.plash.api.mount.MountEntry;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The overlay filesystem of the kernel, as Documentation/filesystems/overlayfs.rst describes it. */
public final class OverlayFilesystem implements UnionFilesystem {

    /** mount(2) takes one page of options, its last byte being zero. */
    private static final int MOST_OPTION_BYTES = 4095;

    /** OVL_MAX_STACK of fs/overlayfs/params.h. */
    private static final int MOST_LAYERS = 500;

    private static final int KNOWS_INDEX_AND_METACOPY = 4019;

    private static final int KNOWS_USERXATTR = 5011;

    /** Filesystems without what an upper directory needs: whiteouts, or names that only change through this kernel. */
    private static final Set<String> NO_UPPER =
            Set.of("9p", "cifs", "exfat", "nfs", "nfs4", "overlay", "smb3", "vfat", "virtiofs");

    private final String kernel;

    /** Of the kernel that runs. */
    public OverlayFilesystem() {
        this(System.getProperty("os.version"));
    }

    OverlayFilesystem(String kernel) {
        this.kernel = kernel;
    }

    @Override
    public String name() {
        return "overlay";
    }

    @Override
    public Availability availability() {
        // A module that is not loaded is not in the list, but mount(8) loads it; so a missing name proves nothing.
        return Availability.available();
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(
                isOld()
                        ? Requirement.blocked(
                                "Linux 5.11 or later",
                                "ordinary users cannot mount it on Linux " + kernel,
                                "use fuse-overlayfs, or a newer kernel")
                        : Requirement.ok("Linux 5.11 or later"));
    }

    @Override
    public MountEntry mount(UnionMount union) {
        if (union.lowerdirs().size() == 1 && union.changes().isEmpty()) {
            // The kernel wants two directories at least.
            return new MountEntry(union.lowerdirs().get(0), union.mountpoint(), "none", List.of("bind", "ro"));
        }
        List<String> options = new ArrayList<>();
        union.changes().ifPresent(changes -> addChanges(options, changes, union.inUserNamespace()));
        options.add("lowerdir="
                + String.join(
                        ":",
                        union.lowerdirs().stream().map(OverlayOption::layer).toList()));
        if (union.inUserNamespace()) {
            // Whiteouts and opaque directories are marked in user.overlay.*, for trusted.overlay.* needs real root.
            options.add("userxattr");
        }
        if (union.lowerdirs().size() > MOST_LAYERS
                || String.join(",", options).getBytes(StandardCharsets.UTF_8).length > MOST_OPTION_BYTES) {
            throw new PlashException(
                    "too many layers for one overlay mount: "
                            + union.lowerdirs().size(),
                    "build with fewer `--layer`");
        }
        return new MountEntry("overlay", union.mountpoint(), "overlay", options);
    }

    @Override
    public Optional<PlashException> explain(UnionMount union, Path directory) {
        for (String lowerdir : union.lowerdirs()) {
            if (!Files.isDirectory(directory.resolve(lowerdir))) {
                return Optional.of(new PlashException("a layer is missing: " + lowerdir));
            }
        }
        if (union.inUserNamespace() && isOld()) {
            return Optional.of(new PlashException(
                    "overlay in a user namespace needs Linux 5.11, and this is " + kernel,
                    "install fuse-overlayfs and set PLASH_INIT_UNION_TASTE to it, or use a newer kernel"));
        }
        return union.changes().flatMap(changes -> explainUpper(directory.resolve(changes.upperdir())));
    }

    /** A layer must hold all of each file that it has, and may lie on others tomorrow, whatever this kernel does by default. */
    private void addChanges(List<String> options, Changes changes, boolean inUserNamespace) {
        options.add("upperdir=" + OverlayOption.directory(changes.upperdir()));
        options.add("workdir=" + OverlayOption.directory(changes.workdir()));
        if (version() >= KNOWS_INDEX_AND_METACOPY) {
            options.add("index=off");
            if (!inUserNamespace) {
                options.addAll(List.of("metacopy=off", "redirect_dir=off"));
            }
        }
    }

    /** The kernel says EINVAL for an upper directory on a filesystem that cannot carry one. */
    private static Optional<PlashException> explainUpper(Path upperdir) {
        try {
            String type = Files.getFileStore(upperdir).type();
            if (!NO_UPPER.contains(type) && !type.startsWith("fuse")) {
                return Optional.empty();
            }
            return Optional.of(new PlashException(
                    "overlay cannot keep changes on a filesystem of type " + type + ": " + upperdir,
                    "put the build data on ext4, xfs, btrfs or tmpfs; PLASH_DATA says where it is"));
        } catch (IOException e) {
            // Made by the launch itself, so gone by now; nothing is known about it.
            return Optional.empty();
        }
    }

    private boolean isOld() {
        return version() < KNOWS_USERXATTR;
    }

    /** Of the kernel, 4019 for 4.19; a very new one if it does not say. */
    private int version() {
        Matcher version = Pattern.compile("(\\d+)\\.(\\d+).*").matcher(kernel);
        return version.matches()
                ? Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2))
                : Integer.MAX_VALUE;
    }
}
