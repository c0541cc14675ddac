package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a file or a directory.
 *
 * @param path absolute
 * @param name which of the images there; empty for the only one
 * @param digest the image itself, instead of a name
 */
public record LocalName(Path path, String name, Optional<Digest> digest) {

    private static final Pattern PINNED = Pattern.compile("(.+)@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})");

    /**
     * Reads {@code PATH}, {@code PATH:NAME} or {@code PATH@DIGEST}.
     *
     * @throws PlashException if there is no path in it
     */
    public static LocalName parse(String text) {
        Matcher pinned = PINNED.matcher(text);
        if (pinned.matches()) {
            return new LocalName(path(pinned.group(1)), "", Optional.of(Digest.parse(pinned.group(2))));
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new LocalName(path(text), "", Optional.empty())
                : new LocalName(path(text.substring(0, colon)), text.substring(colon + 1), Optional.empty());
    }

    private static Path path(String text) {
        if (text.isEmpty() || text.contains("\n")) {
            throw new PlashException("no path of an image", "write it like oci:DIRECTORY or docker-archive:FILE");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new PlashException("no path of an image", null, e);
        }
    }

    /** The same image under the name that never means another. */
    public LocalName pinned(Digest to) {
        return new LocalName(path, "", Optional.of(to));
    }

    @Override
    public String toString() {
        return path + digest.map(d -> "@" + d).orElse(name.isEmpty() ? "" : ":" + name);
    }
}
