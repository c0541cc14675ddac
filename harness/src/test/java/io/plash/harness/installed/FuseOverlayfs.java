package io.plash.harness.installed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** What fuse-overlayfs needs of a machine. */
public final class FuseOverlayfs {

    private FuseOverlayfs() {}

    /** Goes on if the caller of plash can use it here. */
    public static void assumePossible(Plash plash) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fuse-overlayfs")), "needs fuse-overlayfs");
        assumeTrue(
                plash.shell("[ -r /dev/fuse ] && [ -w /dev/fuse ]").status() == 0,
                "needs /dev/fuse open to the caller");
    }
}
