package io.plash.api.mount;

/**
 * A directory or file of the host that a container sees.
 *
 * @param source an absolute path of the host
 * @param target an absolute path of the container
 * @param readOnly whether the container may only read it
 */
public record BindMount(String source, String target, boolean readOnly) {

    public BindMount {
        if (!source.startsWith("/") || !target.startsWith("/")) {
            throw new IllegalArgumentException("a bind mount needs absolute paths: " + source + " on " + target);
        }
    }

    /** A bind mount that the container may write to, at the same path as on the host. */
    public static BindMount ofSamePath(String path) {
        return new BindMount(path, path, false);
    }
}
