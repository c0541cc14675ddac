package io.plash.api.image;

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

    /** The key under which the imported image is remembered in {@code map/}; a slash cannot stand in a file name. */
    public String mapKey() {
        return (scheme + ":" + label).replace('/', '%');
    }

    /** How messages name it; a password is not shown. */
    @Override
    public String toString() {
        return scheme + ":" + label;
    }
}
