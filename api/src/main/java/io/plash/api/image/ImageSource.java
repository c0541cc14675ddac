package io.plash.api.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A place that images come from, such as the web.
 *
 * <p>{@code --from-url X} and {@code import-url X} ask the source whose {@link #scheme()} is {@code url}. A source only
 * fetches: it does not unpack, mount, cache or name anything in the build data. That is plash's work, done the same way
 * for every source.
 *
 * <p>Implementations have a public constructor without parameters, keep no state and may be called from any thread.
 * They print nothing; progress goes to the {@link Progress} that they are given.
 */
public interface ImageSource {

    /**
     * The word that selects this source: lower-case letters, digits and dashes, such as {@code url}. It is part of
     * cache keys, so it never changes. Two sources of one scheme are an error.
     */
    String scheme();

    /**
     * Turns what the user typed into the image that {@link #fetch} would fetch, without fetching it. May ask the
     * network, but need not. Resolving the resulting name again gives the same result.
     *
     * @param name what the user typed; may be empty
     * @return an image of this source
     * @throws ImageNotFoundException if the source was reached and has no such image
     * @throws io.plash.api.PlashException if the name makes no sense to this source
     * @throws IOException if the source could not be reached or gave an answer that makes no sense
     */
    ImageReference resolve(String name) throws IOException;

    /**
     * Fetches an image.
     *
     * <p>When this returns, the archive is complete, and its digest or signature has been checked where the source has
     * one. When it throws, whatever it left in {@code directory} is the caller's to delete; so it is after a success.
     *
     * @param image an image that {@link #resolve} returned
     * @param directory an empty directory for this call alone
     * @param progress is told how far the transfer is
     * @return the archive: a file in {@code directory}, or any other regular file that stays as it is until the caller
     *     has read it and that the caller must not delete
     * @throws ImageNotFoundException if the source was reached and has no such image
     * @throws io.plash.api.PlashException if the source was reached and refused, or what came fails its check
     * @throws IOException if the transfer failed; trying again may help
     */
    FetchedImage fetch(ImageReference image, Path directory, Progress progress) throws IOException;
}
