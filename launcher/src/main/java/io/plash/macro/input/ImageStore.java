package io.plash.macro.input;

import java.util.List;
import java.util.OptionalLong;

/** Where images become containers. */
public interface ImageStore {

    /** The schemes of all image sources there are, in the order in which to show them. */
    List<String> sources();

    /**
     * The container that an image of a source has become; it is fetched if it is not there yet.
     *
     * @throws io.plash.api.PlashException if there is no such image or it cannot be fetched
     */
    Image imported(String scheme, String name);

    /**
     * The container that the map knows by this key.
     *
     * @throws io.plash.api.PlashException if there cannot be such a key
     */
    OptionalLong mapped(String key);

    /**
     * An image that was imported.
     *
     * @param key what the map knows it by
     */
    record Image(String key, long container) {}
}
