package io.plash.tree.attribute;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a tree has to do without. */
public final class Omissions {

    private final Map<Omission, Long> counts = new EnumMap<>(Omission.class);

    /** Counts one more. */
    public void add(Omission omission) {
        counts.merge(omission, 1L, Long::sum);
    }

    /** Counts those of another part of the tree, too. */
    public void addAll(Omissions others) {
        others.counts.forEach((omission, count) -> counts.merge(omission, count, Long::sum));
    }

    /** How many. */
    public long count(Omission omission) {
        return counts.getOrDefault(omission, 0L);
    }

    /** A message for each kind that there was, such as {@code 2 sockets left out: ...}; none if nothing is missing. */
    public List<String> messages() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().words())
                .toList();
    }
}
