package io.plash.union.overlay;

import io.plash.api.Availability;
import io.plash.api.PlashException;
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

/** The overlay filesystem of the kernel, as Documentation/filesystems/overlayfs.rst describes it. */
public final class OverlayFilesystem implements UnionFilesystem {

    /** mount(2) takes one page of options, its last byte being zero. */
    private static final int MOST_OPTION_BYTES = 4095;

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
    public MountEntry mount(UnionMount union) {
        List<String> options = new ArrayList<>();
        union.changes().ifPresent(changes -> addChanges(options, changes));
        options.add("lowerdir="
                + String.join(
                        ":",
                        union.lowerdirs().stream().map(OverlayOption::layer).toList()));
        if (union.inUserNamespace()) {
            // Whiteouts and opaque directories are marked in user.overlay.*, for trusted.overlay.* needs real root.
            options.add("userxattr");
        }
        if (String.join(",", options).getBytes(StandardCharsets.UTF_8).length > MOST_OPTION_BYTES) {
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
        return union.changes().flatMap(changes -> explainUpper(directory.resolve(changes.upperdir())));
    }

    private static void addChanges(List<String> options, Changes changes) {
        options.add("upperdir=" + OverlayOption.directory(changes.upperdir()));
        options.add("workdir=" + OverlayOption.directory(changes.workdir()));
    }

    /** The kernel says EINVAL for an upper directory on a filesystem that cannot carry one. */
    private static Optional<PlashException> explainUpper(Path upperdir) {
        try {
            String type = Files.getFileStore(upperdir).type();
            return switch (type) {
                case "overlay", "nfs", "nfs4", "cifs", "vfat", "exfat", "fuse", "9p" ->
                    Optional.of(new PlashException(
                            "overlay cannot keep changes on a filesystem of type " + type + ": " + upperdir,
                            "put the build data on ext4, xfs, btrfs or tmpfs; PLASH_DATA says where it is"));
                default -> Optional.empty();
            };
        } catch (IOException e) {
            // Made by the launch itself, so gone by now; nothing is known about it.
            return Optional.empty();
        }
    }
}
