package io.plash.source.docker.oci;

import io.plash.api.PlashException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image runs on, in the words of Go (OCI image-spec, image-index.md, "Image Index Property Descriptions").
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant such as {@code v7}; empty for the plainest one
 * @param plain whether it needs nothing of its system that only some have
 */
public record Platform(String os, String architecture, String variant, boolean plain) {

    private static final Pattern SYNTAX = Pattern.compile("linux/([a-z0-9]+)(?:/([a-z0-9]+))?");

    /** A platform that needs nothing special. */
    public Platform(String os, String architecture, String variant) {
        this(os, architecture, variant, true);
    }

    static Platform of(JsonObject json) {
        return new Platform(
                json.text("os").orElse(""),
                json.text("architecture").orElse(""),
                json.text("variant").orElse(""),
                json.texts("os.features").isEmpty());
    }

    /**
     * What a user writes, such as {@code linux/arm64} or {@code linux/arm/v7}.
     *
     * @throws PlashException if it is no platform of Linux
     */
    public static Platform parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new PlashException("no platform: " + Shown.of(text), "write it like linux/arm64 or linux/arm/v7");
        }
        return new Platform("linux", matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }

    /** Whether it is the same, apart from what it needs of its system. */
    boolean isSameAs(Platform other) {
        return os.equals(other.os) && architecture.equals(other.architecture) && variant.equals(other.variant);
    }

    /** What a user would write. */
    String name() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }

    @Override
    public String toString() {
        return Shown.of(name());
    }
}
