package io.plash.api.image;

/**
 * An image that a source can fetch.
 *
 * @param scheme the source's {@link ImageSource#scheme()}
 * @param name the image's full name there: never empty, and the same name always means an image that may be used in
 *     place of one fetched before under it
 */
public record ImageReference(String scheme, String name) {

    /** The key under which the imported image is remembered in {@code map/}; a slash cannot stand in a file name. */
    public String mapKey() {
        return (scheme + ":" + name).replace('/', '%');
    }
}
