package io.plash.reclaim;

import io.plash.store.ContainerId;
import io.plash.store.Containers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which containers may go: one goes only with all that were built on it. Answers name the topmost of what is to go, which
 * stands for itself and the others.
 */
public final class ContainerTree {

    private final Map<ContainerId, List<ContainerId>> ancestries;

    /** For each container its ancestors and itself. */
    ContainerTree(Map<ContainerId, List<ContainerId>> ancestries) {
        this.ancestries = Map.copyOf(ancestries);
    }

    /** Of all containers that there are. */
    public static ContainerTree of(Containers containers) throws IOException {
        Map<ContainerId, List<ContainerId>> ancestries = new HashMap<>();
        for (ContainerId container : containers.all()) {
            ancestries.put(container, containers.ancestry(container));
        }
        return new ContainerTree(ancestries);
    }

    /** How many containers there are. */
    public int size() {
        return ancestries.size();
    }

    /** Half of the containers, rounded up, the oldest first; what would exceed the half stays. */
    public List<ContainerId> half() {
        int quota = (size() + 1) / 2;
        List<ContainerId> tops = new ArrayList<>();
        Set<ContainerId> gone = new HashSet<>();
        for (ContainerId container : new TreeSet<>(ancestries.keySet())) {
            Set<ContainerId> subtree = subtree(container);
            if (!gone.contains(container) && gone.size() + subtree.size() <= quota) {
                tops.add(container);
                gone.addAll(subtree);
            }
        }
        return tops;
    }

    /** Those that are not needed, and neither is anything that was built on them. */
    public List<ContainerId> without(Predicate<ContainerId> needed) {
        List<ContainerId> tops = new ArrayList<>();
        Set<ContainerId> gone = new HashSet<>();
        for (ContainerId container : new TreeSet<>(ancestries.keySet())) {
            Set<ContainerId> subtree = subtree(container);
            if (!gone.contains(container) && subtree.stream().noneMatch(needed)) {
                tops.add(container);
                gone.addAll(subtree);
            }
        }
        return tops;
    }

    /** A container and all that were built on it. */
    public Set<ContainerId> subtree(ContainerId container) {
        Set<ContainerId> subtree = new HashSet<>();
        ancestries.forEach((other, ancestry) -> {
            if (ancestry.contains(container)) {
                subtree.add(other);
            }
        });
        return subtree;
    }
}
