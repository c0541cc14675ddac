package io.plash.api.union;

import java.util.List;
import java.util.Optional;

/**
 * A union that is to be mounted. Paths may be relative; then they are seen from the build data, which is the working
 * directory of whoever mounts.
 *
 * @param lowerdirs the layers, the topmost first; at least one
 * @param changes where writes go; empty for a union that is only read
 * @param mountpoint an existing directory
 * @param inUserNamespace whether the mount happens inside a user namespace, so without the privileges of real root
 */
public record UnionMount(
        List<String> lowerdirs, Optional<Changes> changes, String mountpoint, boolean inUserNamespace) {

    public UnionMount {
        lowerdirs = List.copyOf(lowerdirs);
        if (lowerdirs.isEmpty()) {
            throw new IllegalArgumentException("a union needs at least one layer");
        }
    }
}
