package io.plash.running;

import io.plash.store.ContainerId;
import java.util.Set;

/**
 * Which layers are mounted somewhere.
 *
 * @param containers the containers whose layers are
 * @param complete whether every process of ours could be asked; within a user namespace those outside cannot
 */
public record LayerUse(Set<ContainerId> containers, boolean complete) {

    public LayerUse {
        containers = Set.copyOf(containers);
    }

    /** Whether the layer of this container must be kept. */
    public boolean mayNeed(ContainerId container) {
        return !complete || containers.contains(container);
    }
}
