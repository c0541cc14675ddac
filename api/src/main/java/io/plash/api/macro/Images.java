package io.plash.api.macro;

import java.util.List;
import java.util.OptionalLong;

/** The images that a build can start from, as macros see them. */
public interface Images {

    /** The schemes of all image sources there are, in the order in which to show them. */
    List<String> sources();

    /**
     * The container that an image of a source has become; it is fetched if it is not there yet.
     *
     * @param scheme one of {@link #sources()}
     * @param name what the user typed; empty for a source that has but one image
     * @throws io.plash.api.PlashException if there is no such image or it cannot be fetched
     */
    long containerOf(String scheme, String name);

    /**
     * The container that {@code plash map} knows by this key.
     *
     * @throws io.plash.api.PlashException if there cannot be such a key
     */
    OptionalLong mapped(String key);

    /**
     * The container of a script, which is built if it is not there yet. From now on {@code plash map} knows it by this key.
     *
     * @param script as macros give it, with a hint that names the image
     * @throws io.plash.api.PlashException if it cannot be built, or there cannot be such a key
     */
    long built(String key, String script);
}
