package io.plash.store;

import io.plash.api.PlashException;
import io.plash.host.HostProcesses;
import org.jspecify.annotations.Nullable;

/**
 * The number of a container, which names a stack of layers.
 *
 * @param value 0 for the empty root container that all others stand on
 */
public record ContainerId(long value) implements Comparable<ContainerId> {

    /** The empty container. */
    public static final ContainerId ROOT = new ContainerId(0);

    /**
     * What the user typed as a container.
     *
     * @throws PlashException if it is no number
     */
    public static ContainerId parse(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new PlashException("container arg must be a positive number, got: " + text);
        }
        return new ContainerId(Long.parseLong(text));
    }

    /**
     * What another plash printed.
     *
     * @throws PlashException without a message if it failed, for it has said why
     */
    public static ContainerId printed(HostProcesses.Result result) {
        if (result.status() != 0) {
            throw PlashException.alreadyReported(result.status());
        }
        return parse(result.output().strip());
    }

    @Override
    public int compareTo(ContainerId other) {
        return Long.compare(value, other.value);
    }

    /** As records do it, but without the code that these generate at run time, which costs more than a short command does. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerId id && id.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
