package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The files of a tar archive, which stays as it is; nothing of it is unpacked. */
final class ArchiveFiles implements LocalFiles {

    /** Old versions of docker made a link of a layer that two images have. */
    private static final int MOST_LINKS = 8;

    private static final int GZIP = 0x1f8b;

    private final String title;
    private final Path archive;
    private final Map<String, TarArchiveEntry> entries = new HashMap<>();

    private ArchiveFiles(String title, Path archive) {
        this.title = title;
        this.archive = archive;
    }

    /**
     * Reads what there is in an archive, which may be compressed with gzip.
     *
     * @param title what messages call it
     * @param directory for the archive without its compression
     */
    static ArchiveFiles of(Path archive, String title, Path directory) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new PlashException("no file: " + title);
        }
        ArchiveFiles files = new ArchiveFiles(title, isGzip(archive) ? decompressed(archive, directory) : archive);
        try (TarFile tar = new TarFile(files.archive)) {
            // Of two entries of one name the last counts, as it does when an archive is unpacked.
            tar.getEntries().forEach(entry -> files.entries.put(normalized(entry.getName()), entry));
        } catch (IOException | IllegalArgumentException e) {
            throw new PlashException("bad archive: " + title, "give one that `docker save` or skopeo made", e);
        }
        return files;
    }

    private static boolean isGzip(Path archive) throws IOException {
        try (InputStream in = new FileInputStream(archive.toFile())) {
            return (in.read() << 8 | in.read()) == GZIP;
        }
    }

    private static Path decompressed(Path archive, Path directory) throws IOException {
        Path plain = directory.resolve("archive.tar");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            Files.copy(in, plain);
        }
        return plain;
    }

    private static String normalized(String name) {
        return name.replaceFirst("^(\\./+)+", "");
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Optional<Content> find(String name) {
        String at = normalized(name);
        for (int links = 0; links < MOST_LINKS; links++) {
            TarArchiveEntry entry = entries.get(at);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.isLink()) {
                at = normalized(entry.getLinkName());
            } else if (entry.isSymbolicLink()) {
                at = Path.of("/" + at)
                        .resolveSibling(entry.getLinkName())
                        .normalize()
                        .toString()
                        .substring(1);
            } else if (entry.isFile() && !entry.isSparse()) {
                return Optional.of(new Slice(archive, entry.getDataOffset(), entry.getSize()));
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
