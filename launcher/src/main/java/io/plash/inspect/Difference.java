package io.plash.inspect;

import io.plash.inspect.LayerStack.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A path at which two containers differ.
 *
 * @param kind how
 * @param path from the root directory of the container
 */
public record Difference(Kind kind, String path) {

    /** How a path differs. */
    public enum Kind {
        ADDED,
        CHANGED,
        DELETED
    }

    /** What would have to be done to one container to get the other. Of a deleted directory the content is not named. */
    public static List<Difference> between(LayerStack from, LayerStack to) {
        Map<String, Node> before = from.nodes();
        Map<String, Node> after = to.nodes();
        Map<String, Kind> kinds = new TreeMap<>();
        after.forEach((path, node) -> {
            Node old = before.get(path);
            if (old == null) {
                kinds.put(path, Kind.ADDED);
            } else if (changed(old, node)) {
                kinds.put(path, Kind.CHANGED);
            }
        });
        before.keySet().forEach(path -> {
            String parent = path.substring(0, path.lastIndexOf('/'));
            if (!after.containsKey(path) && (parent.isEmpty() || after.containsKey(parent))) {
                kinds.put(path, Kind.DELETED);
            }
        });
        List<Difference> differences = new ArrayList<>();
        kinds.forEach((path, kind) -> differences.add(new Difference(kind, path)));
        return differences;
    }

    /** A layer has every directory in which it changes something. That alone is no change. */
    private static boolean changed(Node old, Node now) {
        if (old.layer() == now.layer()) {
            return false;
        }
        return !old.status().isDirectory()
                || !now.status().isDirectory()
                || old.status().mode() != now.status().mode()
                || old.status().uid() != now.status().uid()
                || old.status().gid() != now.status().gid();
    }
}
