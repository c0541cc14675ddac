package io.plash.source.docker.local;

import io.plash.api.PlashException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Takes the compression off a file, which its first bytes tell. */
final class Decompression {

    /** One character per byte. */
    private static final Map<String, String> FORMATS = Map.of(
            "\037\213", CompressorStreamFactory.GZIP,
            "BZh", CompressorStreamFactory.BZIP2,
            "\3757zXZ\0", CompressorStreamFactory.XZ,
            "(\265/\375", CompressorStreamFactory.ZSTANDARD);

    private static final int LONGEST_MAGIC = 6;

    /** {@code xz -9} needs 65 MiB to decompress. */
    private static final int MEMORY_KIB = 96 * 1024;

    /** What a compressed archive may become, however small it is; a larger one may not be a bomb. */
    private static final long ALWAYS_ALLOWED = 1L << 28;

    private static final String LIMIT = "PLASH_EXPANSION_LIMIT";
    private static final String USUAL_LIMIT = "250";

    private final String title;

    /** Of a file that messages call so. */
    Decompression(String title) {
        this.title = title;
    }

    /**
     * The same content without its compression: the file itself if it has none.
     *
     * @param directory for the other file
     * @throws PlashException if it is damaged, or becomes far larger than any archive of files
     */
    Path plain(Path file, Path directory) throws IOException {
        try (BufferedInputStream compressed = new BufferedInputStream(Files.newInputStream(file))) {
            compressed.mark(LONGEST_MAGIC);
            String head = new String(compressed.readNBytes(LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
            compressed.reset();
            for (Map.Entry<String, String> format : FORMATS.entrySet()) {
                if (head.startsWith(format.getKey())) {
                    return written(open(compressed, format.getValue()), directory, Files.size(file));
                }
            }
            return file;
        }
    }

    private InputStream open(InputStream compressed, String format) {
        try {
            return new CompressorStreamFactory(true, MEMORY_KIB).createCompressorInputStream(format, compressed);
        } catch (CompressorException e) {
            throw bad(e);
        }
    }

    private Path written(InputStream content, Path directory, long size) throws IOException {
        Path plain = directory.resolve("archive.tar");
        String times = System.getenv().getOrDefault(LIMIT, USUAL_LIMIT);
        long left = Math.max(ALWAYS_ALLOWED, size * (times.matches("[0-9]{1,9}") ? Long.parseLong(times) : 0));
        try (content;
                OutputStream out = Files.newOutputStream(plain)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = read(content, buffer); n != -1; n = read(content, buffer)) {
                out.write(buffer, 0, n);
                left -= n;
                if (left < 0) {
                    throw new PlashException(
                            "archive unpacks to more than " + times + " times its size: " + title,
                            "if you trust it, allow more with " + LIMIT);
                }
            }
        }
        return plain;
    }

    /** Each decoder complains of damage in its own way. */
    private int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw bad(e);
        }
    }

    private PlashException bad(Exception cause) {
        return new PlashException("bad archive: " + title, "give one that `docker save` or skopeo made", cause);
    }
}
