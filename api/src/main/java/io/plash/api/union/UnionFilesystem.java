package io.plash.api.union;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.Requirement;
import io.plash.api.mount.MountEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A filesystem that shows several layers as one directory, such as overlay.
 *
 * <p>It says how to mount and does not mount: an unprivileged user may mount only inside a user namespace, and a process
 * with more than one thread, as every Java process is, cannot enter one. plash writes the answer into a launch plan,
 * which is carried out inside the namespaces of the container.
 *
 * <p>Implementations have a public constructor without parameters, keep no state and may be called from any thread.
 * They print nothing.
 */
public interface UnionFilesystem {

    /**
     * The name in {@code config/union_taste}: lower-case letters, digits and dashes, such as {@code overlay}. It never
     * changes, for build data that was made with it is bound to it.
     */
    String name();

    /**
     * Whether this machine has what it needs, as far as can be told in milliseconds and without a mount. Changes nothing
     * and does not throw. plash mounts a trial union before it relies on the answer.
     */
    Availability availability();

    /**
     * Everything that it needs or can make use of, for {@code plash doctor}. May take longer than {@link #availability},
     * changes nothing and does not throw.
     */
    default List<Requirement> requirements() {
        return List.of(Requirement.of("what it is made of", availability()));
    }

    /**
     * How to mount a union. The answer depends on nothing but the argument, and the paths need not exist yet.
     *
     * @throws PlashException if this cannot be mounted at all, for example because the kernel does not take that many
     *     layers; the hint says what to do instead
     */
    MountEntry mount(UnionMount union);

    /**
     * Called after {@code mount} has refused this union: finds out why, in words that are better than an errno.
     *
     * @param union what was refused
     * @param directory the directory from which its relative paths are seen
     * @return what is wrong and what to do, or empty if that cannot be told
     */
    Optional<PlashException> explain(UnionMount union, Path directory);
}
