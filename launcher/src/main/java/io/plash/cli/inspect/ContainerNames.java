package io.plash.cli.inspect;

import io.plash.store.ContainerId;
import io.plash.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that users and image sources gave to containers. The keys of the cache are no names. */
final class ContainerNames {

    private static final String CACHE_KEY = "[0-9a-f]{40}|(recall|cache|check|layer|image):.*";

    private final Store store;
    private final Map<ContainerId, List<String>> names = new HashMap<>();

    ContainerNames(Store store) throws IOException {
        this.store = store;
        for (String name : store.names().all()) {
            Optional<ContainerId> container = store.names().get(name);
            if (container.isPresent() && !name.matches("(?s)" + CACHE_KEY)) {
                names.computeIfAbsent(container.get(), any -> new ArrayList<>()).add(name);
            }
        }
    }

    List<String> of(ContainerId container) {
        return names.getOrDefault(container, List.of());
    }

    /** A name of the container, or of the nearest below it that has one; the id of the image if none has. */
    String image(ContainerId container) {
        List<ContainerId> ancestry = store.containers().ancestry(container);
        // Below the image is only the empty container.
        String image = ancestry.get(Math.min(1, ancestry.size() - 1)).toString();
        for (ContainerId ancestor : ancestry) {
            image = of(ancestor).stream().findFirst().orElse(image);
        }
        return image;
    }
}
