package io.plash.archive.layer;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a layer hides of the layers below (OCI image-spec, layer.md, "Whiteouts"). It hides nothing that the layer itself
 * has, in whatever order the archive names them. Each path has one character for each byte.
 */
final class Whiteouts {

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> directories = new LinkedHashSet<>();

    void hide(String path) {
        names.add(path);
    }

    void hideBelow(String directory) {
        directories.add(directory);
    }

    Set<String> names() {
        return names;
    }

    Set<String> directories() {
        return directories;
    }

    /** Whether a file of the layers below cannot be seen because of these. */
    boolean hides(String path) {
        return names.contains(path) || hidesAbove(path);
    }

    /** Likewise, because of a directory that it is in. */
    boolean hidesAbove(String path) {
        if (names.isEmpty() && directories.isEmpty()) {
            return false;
        }
        for (String above = path; !above.isEmpty(); ) {
            above = LowerLayers.parent(above);
            if (directories.contains(above) || names.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
