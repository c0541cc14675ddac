package io.plash.build.image;

import io.plash.api.PlashException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** When an image is fetched. */
public enum PullPolicy {
    /** If it was not imported before. The network is not asked about an image that is here. */
    MISSING,
    /** If its source has another one now. If the source cannot be asked, the image that is here will do. */
    NEWER,
    /** In any case. */
    ALWAYS,
    /** Not at all. */
    NEVER;

    /**
     * Reads what stands behind {@code --pull=}.
     *
     * @throws PlashException if it is none of these
     */
    public static PullPolicy parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new PlashException(
                        "no such way to pull: " + text,
                        "there are: "
                                + Arrays.stream(values()).map(PullPolicy::word).collect(Collectors.joining(", "))));
    }

    /**
     * What can be done of it without a network: an image that is here will do. What its source knows without one, such as a
     * file on this machine, is still looked at.
     */
    PullPolicy offline() {
        return this == ALWAYS ? NEWER : this;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
