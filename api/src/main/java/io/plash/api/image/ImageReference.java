package io.plash.api.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.download.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * An image that a source can fetch.
 *
 * @param scheme the source's {@link ImageSource#scheme()}
 * @param name the image's full name there: never empty. It is all that the source needs to fetch, so a password may be
 *     in it. An image that was fetched under it before may be used in its place for as long as the user likes
 * @param label the name as it may stand in file names and messages, without a password: never empty, and images of one
 *     label may be used in place of each other
 * @param sources the files of this machine that this was read from, whether they exist or not: the same words of the user
 *     mean this image until one of them changes, comes or goes
 */
public record ImageReference(String scheme, String name, String label, List<Path> sources) {

    /** In bytes (pathconf(3), NAME_MAX). */
    private static final int LONGEST_FILE_NAME = 255;

    public ImageReference {
        sources = List.copyOf(sources);
    }

    /** An image that depends on nothing but what the user typed. */
    public ImageReference(String scheme, String name, String label) {
        this(scheme, name, label, List.of());
    }

    /** An image whose name has no secret in it. */
    public ImageReference(String scheme, String name) {
        this(scheme, name, name);
    }

    /**
     * The key under which the imported image is remembered in {@code map/}. A slash cannot stand in a file name and is a
     * percent sign there. A label that has percent signs itself would be taken for another one then, so it has a key of
     * another form, which begins with the scheme, {@code %:}, and has both escaped; if that is too long, a digest.
     */
    public String mapKey() {
        if (label.indexOf('%') < 0) {
            return (scheme + ":" + label).replace('/', '%');
        }
        String escaped = label.replace("%", "%25").replace("/", "%2F");
        String key = scheme + "%:" + escaped;
        return key.getBytes(UTF_8).length <= LONGEST_FILE_NAME
                ? key
                : scheme + "%:" + Digest.sha256(label).hex();
    }

    /** How messages name it; a password is not shown. */
    @Override
    public String toString() {
        return scheme + ":" + label;
    }
}
