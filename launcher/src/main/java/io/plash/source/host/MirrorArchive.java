package io.plash.source.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar archive in the making, in which everything belongs to root. */
final class MirrorArchive implements Closeable {

    private final Path root;
    private final TarArchiveOutputStream tar;

    /**
     * Begins the archive.
     *
     * @param root where the paths of the entries are seen from
     * @param file is made
     */
    MirrorArchive(Path root, Path file) throws IOException {
        this.root = root;
        tar = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Adds an entry. A file that has gone meanwhile, or may not be read, is left out. */
    void add(MirrorEntry entry) throws IOException {
        switch (entry.kind()) {
            case FILE -> addFile(entry);
            case LINK -> {
                TarArchiveEntry link = new TarArchiveEntry(entry.path(), TarConstants.LF_SYMLINK);
                link.setLinkName(entry.target());
                put(link, entry, new byte[0]);
            }
            case DIRECTORY, BOUND -> put(new TarArchiveEntry(entry.path() + "/"), entry, new byte[0]);
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void addFile(MirrorEntry entry) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(root.resolve(entry.path()), LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes(Math.toIntExact(entry.size()));
        } catch (IOException e) {
            return;
        }
        put(new TarArchiveEntry(entry.path()), entry, content);
    }

    private void put(TarArchiveEntry header, MirrorEntry entry, byte[] content) throws IOException {
        header.setMode(entry.mode());
        header.setIds(0, 0);
        header.setNames("root", "root");
        header.setLastModifiedTime(entry.time());
        header.setSize(content.length);
        tar.putArchiveEntry(header);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
