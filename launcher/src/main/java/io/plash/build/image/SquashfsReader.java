package io.plash.build.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plash.api.PlashException;
import io.plash.api.Requirement.Packages;
import io.plash.api.download.Content;
import io.plash.api.download.Download;
import io.plash.compress.Compression;
import io.plash.host.HostProcesses;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a squashfs as the tar archive that sqfs2tar(1) makes of it, so that it is unpacked with the same care as other
 * archives. unsquashfs(1) would unpack it itself.
 */
public final class SquashfsReader {

    /** The program, for {@code plash doctor}, too. */
    public static final String PROGRAM = "sqfs2tar";

    /** Who has it; on Arch it is among the packages of users. */
    public static final Packages PACKAGES =
            new Packages("squashfs-tools-ng", "squashfs-tools-ng", "squashfs-tools-ng", "squashfs-tools-ng");

    private static final byte[] MAGIC = "hsqs".getBytes(US_ASCII);

    private final HostProcesses processes;

    SquashfsReader(HostProcesses processes) {
        this.processes = processes;
    }

    /**
     * What can be unpacked: the bytes themselves if they are no squashfs.
     *
     * @param bytes those of the content, from its beginning
     * @param title what messages call it
     * @param copy where it can be put if it is in no file; whoever calls deletes it
     * @throws PlashException if it is one and cannot be read; so does {@code read}
     */
    InputStream archive(InputStream bytes, Content content, String title, Path copy) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes);
        buffered.mark(MAGIC.length);
        byte[] head = buffered.readNBytes(MAGIC.length);
        buffered.reset();
        if (!Arrays.equals(head, MAGIC)) {
            return buffered;
        }
        String program = HostProcesses.find(PROGRAM)
                .map(Path::toString)
                .orElseThrow(() -> new PlashException(
                        "cannot unpack " + title + ": it is a squashfs, and " + PROGRAM + " is not installed",
                        PACKAGES.remedy()));
        try (buffered) {
            Path file = content instanceof Download download ? download.file() : copied(buffered, copy);
            // The root directory has its own owner and mode.
            List<String> command = List.of(program, "--root-becomes", ".", file.toString());
            return Compression.limit(
                    processes.read(command, "cannot unpack " + title + ": it is a damaged squashfs"), Files.size(file));
        }
    }

    private static Path copied(InputStream bytes, Path copy) throws IOException {
        Files.copy(bytes, copy);
        return copy;
    }
}
