package io.plash.oci;

import io.plash.api.download.Digest;
import io.plash.posix.library.FastDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contents of a layout, each in a file that has the name of its digest (OCI image-spec, image-layout.md). */
final class Blobs {

    private static final String ALGORITHM = "sha256";

    private final Path directory;

    /** Where in the layout a content is, by its descriptor. */
    static String path(Map<String, Object> descriptor) {
        return "blobs/" + String.valueOf(descriptor.get("digest")).replace(':', '/');
    }

    Blobs(Path layout) throws IOException {
        directory = Files.createDirectories(layout.resolve("blobs").resolve(ALGORITHM));
        Modes.directory(layout);
        Modes.directory(layout.resolve("blobs"));
        Modes.directory(directory);
    }

    /** Writes a content. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** A new content, and its descriptor in the words of the specification. */
    Map<String, Object> add(String mediaType, Writing writing) throws IOException {
        Path file = directory.resolve("new");
        MessageDigest hash = FastDigest.computation(ALGORITHM);
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
            writing.to(out);
        }
        Digest digest = Digest.of(ALGORITHM, hash.digest());
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", digest.toString());
        descriptor.put("size", Files.size(file));
        Modes.file(file);
        Files.move(file, directory.resolve(digest.hex()));
        return descriptor;
    }
}
