package io.plash.union.fuse;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.Requirement;
import io.plash.api.Requirement.Packages;
import io.plash.api.mount.MountEntry;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * fuse-overlayfs, an overlay that a program serves: for kernels that let nobody but root mount their own, and for build
 * data on a filesystem that the kernel's overlay cannot write to, such as another overlay. Its layers have the form of the
 * kernel's.
 */
public final class FuseOverlayfs implements UnionFilesystem {

    private static final String PROGRAM = "fuse-overlayfs";
    private static final Packages PACKAGES = new Packages(PROGRAM, PROGRAM, PROGRAM, PROGRAM);

    private final Path device;
    private final String program;

    /** Of this machine. */
    public FuseOverlayfs() {
        this(Path.of("/dev/fuse"), PROGRAM);
    }

    FuseOverlayfs(Path device, String program) {
        this.device = device;
        this.program = program;
    }

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public Availability availability() {
        return requirements().stream()
                .filter(requirement -> requirement.state() != Requirement.State.OK)
                .findFirst()
                .map(requirement -> Availability.unavailable(requirement.detail(), requirement.remedy()))
                .orElseGet(Availability::available);
    }

    @Override
    public List<Requirement> requirements() {
        return List.of(Requirement.program(program, "no program fuse-overlayfs", PACKAGES), openDevice());
    }

    private Requirement openDevice() {
        String name = "/dev/fuse";
        if (!Files.exists(device)) {
            return Requirement.missing(name, "no /dev/fuse", "as root: modprobe fuse");
        }
        return Files.isReadable(device) && Files.isWritable(device)
                ? Requirement.ok(name)
                : Requirement.blocked(name, "/dev/fuse is closed to you", "as root: chmod 666 /dev/fuse");
    }

    @Override
    public MountEntry mount(UnionMount union) {
        List<String> options = new ArrayList<>();
        union.changes().ifPresent(changes -> {
            options.add("upperdir=" + option(changes.upperdir()));
            options.add("workdir=" + option(changes.workdir()));
            // So that all that was written is there when the program has ended, and not only some time later.
            options.add("writeback=0");
        });
        union.lowerdirs().stream()
                .filter(layer -> layer.contains(":"))
                .findFirst()
                .ifPresent(layer -> {
                    throw new PlashException("fuse-overlayfs takes no layer with a colon in its path: " + layer);
                });
        options.add("lowerdir=" + option(String.join(":", union.lowerdirs())));
        return new MountEntry(PROGRAM, union.mountpoint(), "fuse." + PROGRAM, options);
    }

    /** A comma ends an option, and a backslash escapes: fuse_opt.h. */
    private static String option(String text) {
        return text.replace("\\", "\\\\").replace(",", "\\,");
    }

    @Override
    public Optional<PlashException> explain(UnionMount union, Path directory) {
        if (availability() instanceof Availability.Unavailable unavailable) {
            return Optional.of(new PlashException(
                    "cannot mount with fuse-overlayfs: " + unavailable.reason(), unavailable.hint()));
        }
        return union.lowerdirs().stream()
                .filter(layer -> !Files.isDirectory(directory.resolve(layer)))
                .findFirst()
                .map(layer -> new PlashException("a layer is missing: " + layer));
    }
}
