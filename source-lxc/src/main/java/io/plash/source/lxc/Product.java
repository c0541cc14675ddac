package io.plash.source.lxc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an index has of one release for one architecture.
 *
 * @param releases the names of the release, the first one being its own
 * @param builds with an archive of the root filesystem
 */
record Product(String distribution, List<String> releases, String architecture, String variant, List<Build> builds) {

    Product {
        releases = List.copyOf(releases);
        builds = List.copyOf(builds);
    }

    String release() {
        return releases.get(0);
    }

    Optional<Build> newest() {
        return builds.stream().max(Comparator.comparing(Build::serial));
    }
}
