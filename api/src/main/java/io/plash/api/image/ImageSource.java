package io.plash.api.image;

import io.plash.api.Requirement;
import io.plash.api.download.Downloader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A place that images come from, such as the web.
 *
 * <p>{@code --from-url X} and {@code import-url X} ask the source whose {@link #scheme()} is {@code url}. A source finds
 * and describes: it does not unpack, mount, cache or name anything in the build data, and has no network of its own.
 * That is plash's work, done the same way for every source.
 *
 * <p>Implementations have a public constructor without parameters, keep no state but what spares a second question, and
 * may be called from any thread. They print nothing.
 */
public interface ImageSource {

    /**
     * The word that selects this source: lower-case letters, digits and dashes, such as {@code url}. It is part of
     * cache keys, so it never changes. Two sources of one scheme are an error.
     */
    String scheme();

    /**
     * Reads what the user typed, without any network: {@code debian} and {@code docker.io/library/debian:latest} become
     * the same image. Takes milliseconds, for it is done each time that a build is evaluated. Resolving the resulting
     * name again gives the same result, and so does the name that {@link #pin} gives.
     *
     * @param name what the user typed; may be empty
     * @return an image of this source, which need not exist
     * @throws ImageNotFoundException if this can be told without asking anyone
     * @throws io.plash.api.PlashException if the name makes no sense to this source
     * @throws IOException if something on this machine cannot be read
     */
    ImageReference resolve(String name) throws IOException;

    /**
     * The names of the variables of the environment that {@link #resolve} reads: as long as they are what they were, the
     * same words of the user mean the same image. They are names that a shell could know a variable by.
     */
    default List<String> variables() {
        return List.of();
    }

    /**
     * The same name for whoever is in another directory: a path in it becomes an absolute one. A name that has none, or an
     * absolute one, stays as it is. Names in a build file start at its directory, those of the command line where it was typed.
     *
     * @param directory absolute
     */
    default String seenFrom(Path directory, String name) {
        return name;
    }

    /**
     * What the user is to be told about a name when its image is fetched, such as that images of this kind have another name
     * now. One line; the name is one that {@link #resolve} takes.
     */
    default Optional<String> notice(String name) {
        return Optional.empty();
    }

    /**
     * The image as it is now, under a name that always means this very content: with the digest of a manifest, of an
     * archive, or whatever {@link #fetch} can check. Costs as little as possible, such as one request. It is what {@code
     * --pull=newer} compares and what a lock file keeps.
     *
     * @param image an image that {@link #resolve} returned. If its name means one content only, it is the result, and
     *     nobody is asked
     * @throws ImageNotFoundException if the source was reached and has no such image
     * @throws io.plash.api.PlashException if the source was reached and refused
     * @throws IOException if the source could not be reached or gave an answer that makes no sense
     */
    ImageReference pin(ImageReference image, Downloader downloader) throws IOException;

    /**
     * Finds everything that is needed to unpack an image. The contents of the layers are fetched later, when plash reads
     * those that it does not have.
     *
     * @param image an image that {@link #resolve} or {@link #pin} returned
     * @param directory an empty directory for files that belong to this call; plash deletes it when it has read the
     *     layers, or when this throws
     * @throws ImageNotFoundException if the source was reached and has no such image
     * @throws io.plash.api.PlashException if the source was reached and refused, or has no longer the content that the
     *     name means
     * @throws IOException if the transfer failed; trying again may help
     */
    FetchedImage fetch(ImageReference image, Downloader downloader, Path directory) throws IOException;

    /**
     * Where an image would be fetched from now, for users who want to look; empty if that is no address.
     *
     * @throws ImageNotFoundException if the source was reached and has no such image
     * @throws io.plash.api.PlashException if the source was reached and refused
     * @throws IOException if the source could not be reached
     */
    default Optional<String> address(ImageReference image, Downloader downloader) throws IOException {
        return Optional.empty();
    }

    /**
     * The programs and the like that it needs or can make use of, for {@code plash doctor}; that the network can be reached
     * is not among them. Changes nothing and does not throw.
     */
    default List<Requirement> requirements() {
        return List.of();
    }
}
