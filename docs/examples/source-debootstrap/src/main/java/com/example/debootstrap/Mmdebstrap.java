package com.example.debootstrap;

import io.plash.api.PlashException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program mmdebstrap(1). plash fetches images as the owner of the files of containers, which is root, or root of a
 * user namespace; mmdebstrap can do it as either.
 */
record Mmdebstrap(List<String> options) {

    private static final String IDS_OF_THIS_PROCESS = "/proc/self/uid_map";

    /** Has mmdebstrap stop if what apt has fetched, and checked the signature of, is not what was pinned. */
    private static final String COMPARE_RELEASE = "--extract-hook=sha256sum \"$1\"/var/lib/apt/lists/*_InRelease"
            + " | grep -q '^%s ' || { echo 'E: the mirror has just got another release' >&2; exit 1; }";

    /**
     * An archive of a suite, as it is in this release.
     *
     * @param directory where it may write
     */
    Path make(Suite suite, Release release, String mirror, Path directory) throws IOException {
        requireManyIds(suite);
        Path archive = directory.resolve("debian.tar");
        Path log = directory.resolve("mmdebstrap.log");
        List<String> command = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--format=tar"));
        command.addAll(options);
        command.add("--skip=output/dev"); // containers see that of the host, and users cannot make device nodes
        command.add("--architectures=" + suite.architecture());
        command.add(COMPARE_RELEASE.formatted(release.digest().hex()));
        command.addAll(List.of(suite.name(), archive.toString(), mirror));
        ProcessBuilder mmdebstrap = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        mmdebstrap.environment().put("TMPDIR", directory.toString());
        mmdebstrap
                .environment()
                .put("SOURCE_DATE_EPOCH", Long.toString(release.date().getEpochSecond()));
        if (status(mmdebstrap) != 0) {
            throw new PlashException(
                    "cannot make " + suite + ": " + firstError(log),
                    "see what `mmdebstrap " + suite.name() + " /dev/null` says");
        }
        return archive;
    }

    private static int status(ProcessBuilder builder) throws IOException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new PlashException("cannot start mmdebstrap", "install it, see `plash doctor`", e);
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** apt and mmdebstrap begin errors with {@code E:}, and the first is the cause of the others. */
    private static String firstError(Path log) throws IOException {
        String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return said.lines()
                .filter(line -> line.startsWith("E: "))
                .map(line -> line.substring(3).replaceAll("\\p{Cntrl}", "?"))
                .findFirst()
                .orElse("mmdebstrap failed");
    }

    /** The files of Debian belong to several users. */
    private static void requireManyIds(Suite suite) throws IOException {
        List<String> ranges = Files.readAllLines(Path.of(IDS_OF_THIS_PROCESS));
        if (ranges.size() == 1 && ranges.get(0).matches(".*\\s1")) {
            throw new PlashException(
                    "cannot make " + suite + ": its files belong to several users, and you are but one",
                    "get subordinate ids, see `plash doctor`");
        }
    }
}
