package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.api.union.UnionFilesystem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The union filesystems there are. */
public class UnionFilesystems {

    /** The fastest first; those of third parties come last. */
    private static final List<String> ORDER = List.of("overlay", "fuse-overlayfs");

    private final List<UnionFilesystem> unions;

    @Inject
    UnionFilesystems(@Any Instance<UnionFilesystem> unions) {
        this.unions = unions.stream()
                .sorted(Comparator.comparing(UnionFilesystems::rank).thenComparing(UnionFilesystem::name))
                .toList();
    }

    /** All, the one to prefer first. */
    public List<UnionFilesystem> all() {
        return unions;
    }

    /**
     * The one of this name.
     *
     * @throws PlashException if there is none
     */
    public UnionFilesystem named(String name) {
        return unions.stream()
                .filter(union -> union.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlashException(
                        "unexpected union taste: " + name,
                        "there are: "
                                + unions.stream().map(UnionFilesystem::name).collect(Collectors.joining(", "))));
    }

    private static int rank(UnionFilesystem union) {
        int place = ORDER.indexOf(union.name());
        return place < 0 ? ORDER.size() : place;
    }
}
