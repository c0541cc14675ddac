package io.plash.harness.installed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real root filesystem, and the mirror that its packages come from. Tests that need one are skipped without. */
public final class Debian {

    private static final String ASK_THE_MIRROR = """
            url=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)
            /usr/lib/apt/apt-helper download-file "${url:-http://deb.debian.org/debian/}dists/bookworm/InRelease" "$1"
            """;

    private Debian() {}

    /** Goes on if this machine reaches the mirror. */
    public static void assumeMirror() {
        Path directory = TemporaryDirectory.create();
        List<String> words = List.of(
                "sh",
                "-euc",
                ASK_THE_MIRROR,
                "sh",
                directory.resolve("InRelease").toString());
        int status = Command.run(words, directory, Map.of("PATH", System.getenv("PATH")))
                .status();
        TemporaryDirectory.delete(directory);
        assumeTrue(status == 0, "needs the Debian mirror that this machine is configured for");
    }

    /** The archive of it. */
    public static Path archive() {
        Path archive = Path.of(System.getProperty("plash.test.debian", "/nonexistent"));
        assumeTrue(Files.isReadable(archive), "needs a Debian root filesystem, which ./verify makes");
        return archive;
    }
}
