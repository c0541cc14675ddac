package io.plash.macro.input;

import io.plash.api.PlashException;
import io.plash.text.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of files and of all that is in directories: names, modes and contents.
 *
 * <p>A link given by name is followed, since the user means what it points to. A link inside a directory counts as what
 * it says, not as what it points to. Of a device or a pipe nothing is read.
 */
final class PathHash {

    /** The digest of each file by its name, in the order of bytes, so that no locale and no file system changes it. */
    private final Map<byte[], byte[]> files = new TreeMap<>(Arrays::compareUnsigned);

    private final FileMemory memory;

    PathHash(FileMemory memory) {
        this.memory = memory;
    }

    /** Adds a file or directory, and what is in it. The same one under another name is another one. */
    void add(HostFile file) {
        try {
            memory.before(file.path());
            addTree(new HostFile(file.name(), file.path().toRealPath()), RawPath.of(file.name()));
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /** The digest of everything that was added. */
    String hex() {
        MessageDigest all = sha256();
        files.forEach((name, digest) -> {
            all.update(name);
            all.update((byte) 0);
            all.update(digest);
        });
        return HexFormat.of().formatHex(all.digest());
    }

    private void addTree(HostFile file, Path shown) {
        try {
            files.put(RawPath.bytes(shown), digest(file.path()));
            if (Files.isDirectory(file.path(), LinkOption.NOFOLLOW_LINKS)) {
                addChildren(file.path(), shown);
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private void addChildren(Path directory, Path shown) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                Path shownChild = shown.resolve(child.getFileName());
                addTree(new HostFile(RawPath.text(shownChild), child), shownChild);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private byte[] digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        boolean link = Files.isSymbolicLink(file);
        if (!link) { // what a link says cannot change, and its directory tells that it is another one
            memory.before(file);
        }
        Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        digest.update((mode + "\0").getBytes(StandardCharsets.US_ASCII));
        if (link) {
            digest.update(RawPath.bytes(Files.readSymbolicLink(file)));
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] buffer = new byte[1 << 16];
                long size = 0;
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                    size += read;
                }
                memory.after(file, size);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new PlashException("this Java has no SHA-256, which every Java must have", null, e);
        }
    }
}
