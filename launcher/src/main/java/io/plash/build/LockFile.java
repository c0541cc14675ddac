package io.plash.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the images of a build file were when it was locked. It is the file {@code FILE.lock} beside it: a line for each image,
 * with the source, the name in the build file, and the name that always means this content, with a tab between them.
 */
final class LockFile {

    private record Entry(String scheme, String name, String pinned) {}

    private static final String HEAD = "# What the images of the build file are. Made by `plash lock`.\n";

    private final Path path;
    private final List<Entry> entries = new ArrayList<>();

    private LockFile(Path path) {
        this.path = path;
    }

    /** An empty one for a build file. */
    static LockFile of(Path file) {
        return new LockFile(pathOf(file));
    }

    /** Where that of a build file is, whether it exists or not. */
    static Path pathOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /**
     * That of a build file, if it has one.
     *
     * @throws PlashException if it is there and makes no sense
     */
    static Optional<LockFile> beside(Path file) throws IOException {
        LockFile lock = of(file);
        if (!Files.exists(lock.path)) {
            return Optional.empty();
        }
        for (String line : Files.readString(lock.path).split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 3) {
                lock.entries.add(new Entry(fields[0], fields[1], fields[2]));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new PlashException(
                        "cannot read " + lock.path + ": it is no lock file", "make it anew with `plash lock`");
            }
        }
        return Optional.of(lock);
    }

    void add(String scheme, String name, String pinned) {
        Entry entry = new Entry(scheme, name, pinned);
        if ((scheme + name + pinned).matches("(?s).*[\t\n].*")) {
            throw new PlashException("cannot lock an image with a tab or a newline in its name");
        }
        if (!entries.contains(entry)) {
            entries.add(entry);
        }
    }

    /**
     * The name that an image of the build file has here.
     *
     * @throws PlashException if it was not locked
     */
    String pinned(String scheme, String name) {
        return entries.stream()
                .filter(entry -> entry.scheme.equals(scheme) && entry.name.equals(name))
                .map(Entry::pinned)
                .findFirst()
                .orElseThrow(() -> new PlashException(
                        "not in " + path + ": " + scheme + ":" + name, "run `plash lock` again, or delete that file"));
    }

    /** Puts it beside its build file, in place of the one that is there. */
    void write() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        entries.forEach(entry -> text.append(String.join("\t", entry.scheme, entry.name, entry.pinned))
                .append('\n'));
        Path written = Files.createTempFile(path.toAbsolutePath().getParent(), ".plash-", ".lock");
        try {
            Files.write(written, text.toString().getBytes(UTF_8));
            Files.setPosixFilePermissions(
                    written, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
