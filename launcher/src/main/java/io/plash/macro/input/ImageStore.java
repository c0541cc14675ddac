package io.plash.macro.input;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Where images become containers, and what else of an evaluation needs more than this machine's files. */
public interface ImageStore {

    /** The schemes of all image sources there are, in the order in which to show them. */
    List<String> sources();

    /** The same name for whoever is in another directory: a path in it becomes absolute. */
    String seenFrom(Path directory, String scheme, String name);

    /**
     * The container that an image of a source has become; it is fetched if it is not there yet.
     *
     * @throws io.plash.api.PlashException if there is no such image or it cannot be fetched
     */
    Image imported(String scheme, String name);

    /**
     * The same, for a build file that others call. If it was locked, its images are those that they were then, unless the
     * file that calls it was locked itself: then that one's lock has the images of both.
     *
     * @throws io.plash.api.PlashException if what locks it makes no sense
     */
    ImageStore locked(Path file);

    /**
     * The container that the map knows by this key.
     *
     * @throws io.plash.api.PlashException if there cannot be such a key
     */
    OptionalLong mapped(String key);

    /**
     * The container of a script, known by this key from now on; it is built if it is not there yet.
     *
     * @throws io.plash.api.PlashException if it cannot be built
     */
    long built(String key, String script);

    /**
     * A text of the web.
     *
     * @throws io.plash.api.PlashException if it cannot be fetched
     */
    String fetch(WebAddress address);

    /**
     * An image that was imported.
     *
     * @param key what the map knows it by
     */
    record Image(String key, long container) {}
}
