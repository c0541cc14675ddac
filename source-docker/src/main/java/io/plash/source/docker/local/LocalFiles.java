package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files that images on this machine consist of: those of a directory or of an archive. */
interface LocalFiles {

    /** What messages call all of it. */
    String title();

    /** A regular file; empty if there is none of this name. */
    Optional<Content> find(String name) throws IOException;

    /** A small file that has to be there. */
    default byte[] read(String name) throws IOException {
        Content content =
                find(name).orElseThrow(() -> new PlashException("bad " + title() + ": it has no " + Shown.of(name)));
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(JsonObject.LARGEST + 1);
            if (bytes.length > JsonObject.LARGEST) {
                throw new PlashException("bad %s: its %s is too large".formatted(title(), Shown.of(name)));
            }
            return bytes;
        }
    }
}
