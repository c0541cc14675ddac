package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

/** The files of a tar archive, which stays as it is; nothing of it is unpacked. */
final class ArchiveFiles implements LocalFiles {

    /** Old versions of docker made a link of a layer that two images have. */
    private static final int MOST_LINKS = 8;

    private final String title;
    private final Path archive;
    private final Map<String, TarArchiveEntry> entries = new HashMap<>();

    private ArchiveFiles(String title, Path archive) {
        this.title = title;
        this.archive = archive;
    }

    /**
     * Reads what there is in an archive, which may be compressed.
     *
     * @param title what messages call it
     * @param directory for the archive without its compression
     */
    static ArchiveFiles of(Path archive, String title, Path directory) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new PlashException("no file: " + title);
        }
        ArchiveFiles files = new ArchiveFiles(title, new Decompression(title).plain(archive, directory));
        try (TarFile tar = new TarFile(files.archive)) {
            // Of two entries of one name the last counts, as it does when an archive is unpacked.
            tar.getEntries().forEach(entry -> files.entries.put(normalized(entry.getName()), entry));
        } catch (IOException | IllegalArgumentException e) {
            throw bad(title, e);
        }
        return files;
    }

    private static PlashException bad(String title, @Nullable Exception cause) {
        return new PlashException("bad archive: " + title, "give one that `docker save` or skopeo made", cause);
    }

    private static String normalized(String name) {
        int start = 0;
        while (name.startsWith("./", start)) {
            start += 2;
            while (name.startsWith("/", start)) {
                start++;
            }
        }
        return name.substring(start);
    }

    private String target(String link, String to) {
        try {
            return Path.of("/" + link).resolveSibling(to).normalize().toString().substring(1);
        } catch (InvalidPathException e) {
            throw bad(title, e);
        }
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
                at = target(at, entry.getLinkName());
            } else if (entry.isFile() && !entry.isSparse()) {
                return Optional.of(new Slice(archive, entry.getDataOffset(), entry.getSize()));
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
