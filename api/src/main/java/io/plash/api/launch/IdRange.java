package io.plash.api.launch;

/**
 * A line of {@code uid_map} or {@code gid_map}, as user_namespaces(7) describes it.
 *
 * @param inside the first id inside the namespace
 * @param outside the first id outside
 * @param count how many ids, at least 1
 */
public record IdRange(long inside, long outside, long count) {

    public IdRange {
        if (inside < 0 || outside < 0 || count < 1) {
            throw new IllegalArgumentException("no id range: " + inside + " " + outside + " " + count);
        }
    }
}
