package io.plash.harness.installed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A real root filesystem, and the mirror that its packages come from. Tests that need one are skipped without. */
public final class Debian {

    private static final String ASK_THE_MIRROR = """
            url=$(sed -n 's/^deb \\(\\[.*\\] \\)*\\([^ ]*\\) .*/\\2/p' /etc/apt/sources.list | head -n 1)
            /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file "$url/dists/bookworm/Release" /Release""";

    private Debian() {}

    /** The archive of it. */
    public static Path archive() {
        Path archive = Path.of(System.getProperty("plash.test.debian", "/nonexistent"));
        assumeTrue(Files.isReadable(archive), "needs a Debian root filesystem, which ./verify makes");
        return archive;
    }

    /** Goes on if a container of it reaches the mirror. */
    public static void assumeMirror(Plash plash, String container) {
        assumeTrue(
                plash.run("run", container, "sh", "-c", ASK_THE_MIRROR).status() == 0,
                "needs the Debian mirror that this machine is configured for");
    }
}
