package io.plash.download;

import io.plash.api.download.Digest;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was downloaded, by its digest, in the build data.
 *
 * <pre>
 * sha256/HEX   a whole file that was checked; its time is when it was used last
 * part/KEY     a transfer that was broken off, and part/KEY.validator what tells whether it can go on
 * url/HEX      of an address without a digest: its validator, and the digest of what came last
 * </pre>
 */
public final class DownloadCache {

    /**
     * What a server told about a version of a file (RFC 9110, section 8.8).
     *
     * @param text an entity tag, or a date
     */
    record Validator(String text) {

        boolean isTag() {
            return text.startsWith("\"") || text.startsWith("W/");
        }

        /** Whether two files with it are equal byte for byte, so that a transfer of one can go on with the other. */
        boolean isStrong() {
            return !text.startsWith("W/");
        }
    }

    private final Path root;

    /** In this directory, which need not exist. */
    public DownloadCache(Path root) {
        this.root = root;
    }

    /** The name of what one transfer brings: equal for those that bring the same. */
    static String key(Request request, Expectation expectation) {
        return expectation
                .digest()
                .map(digest -> digest.algorithm() + "-" + digest.hex())
                .orElseGet(() -> "url-" + Digest.sha256(request.url()).hex());
    }

    /** The file with this content, if it is here. It counts as used. */
    Optional<Path> find(Digest digest) throws IOException {
        Path file = file(digest);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return Optional.of(file);
    }

    /** Takes in what a transfer brought, as soon as it was checked. */
    Path keep(String key, Digest digest) throws IOException {
        Path file = file(digest);
        Files.createDirectories(file.getParent());
        Files.move(part(key), file, StandardCopyOption.ATOMIC_MOVE);
        forgetPart(key);
        return file;
    }

    /** Drops a file that is not what its name says. */
    void drop(Digest digest) throws IOException {
        Files.deleteIfExists(file(digest));
    }

    /** Where a transfer writes to; the directory is there. */
    Path part(String key) throws IOException {
        return Files.createDirectories(root.resolve("part")).resolve(key);
    }

    /** Of the version that a part is the beginning of. */
    Optional<Validator> validatorOfPart(String key) throws IOException {
        return read(validatorFile(key)).map(lines -> new Validator(lines.get(0)));
    }

    void rememberPart(String key, Optional<Validator> validator) throws IOException {
        if (validator.isPresent()) {
            write(validatorFile(key), List.of(validator.get().text()));
        } else {
            Files.deleteIfExists(validatorFile(key));
        }
    }

    void forgetPart(String key) throws IOException {
        Files.deleteIfExists(validatorFile(key));
        Files.deleteIfExists(part(key));
    }

    /** What came from an address last, if that is still here. */
    Optional<Digest> lastOf(String key) throws IOException {
        Optional<List<String>> lines = read(urlFile(key)).filter(read -> read.size() == 2);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = Digest.parse(lines.get().get(1));
        return find(digest).map(file -> digest);
    }

    /** What the server said about it. */
    Optional<Validator> validatorOfLast(String key) throws IOException {
        return read(urlFile(key)).map(lines -> new Validator(lines.get(0)));
    }

    void rememberLast(String key, Validator validator, Digest digest) throws IOException {
        write(urlFile(key), List.of(validator.text(), digest.toString()));
    }

    /**
     * Deletes what was not used since then. What is being transferred at the moment is younger than any sensible time.
     *
     * @return how many files that were
     */
    public int evict(Instant unusedSince) throws IOException {
        int count = 0;
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(unusedSince)) {
                    Files.deleteIfExists(file);
                    count++;
                }
            }
        }
        return count;
    }

    private Path file(Digest digest) {
        return root.resolve(digest.algorithm()).resolve(digest.hex());
    }

    private Path validatorFile(String key) throws IOException {
        return part(key + ".validator");
    }

    private Path urlFile(String key) throws IOException {
        return Files.createDirectories(root.resolve("url")).resolve(key);
    }

    private static Optional<List<String>> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllLines(file)).filter(lines -> !lines.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, List<String> lines) throws IOException {
        Path fresh = part("fresh-" + UUID.randomUUID());
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
