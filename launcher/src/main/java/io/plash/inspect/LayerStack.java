package io.plash.inspect;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import io.plash.tree.Descent;
import io.plash.tree.TreeWalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a union of layers shows, without mounting it: for each path the layer that it comes from. */
public final class LayerStack {

    /** A file or directory; {@code layer} is the number of the layer that it comes from. */
    record Node(long layer, FileStatus status) {}

    private static final List<String> OPAQUE =
            List.of("user.overlay.opaque", "trusted.overlay.opaque", "user.fuseoverlayfs.opaque");

    private final Posix posix;
    private final boolean namedWhiteouts;
    private final NavigableMap<String, Node> nodes = new TreeMap<>();

    /**
     * An empty one.
     *
     * @param unionTaste the union filesystem that wrote the layers; some hide files by names such as {@code .wh.NAME}
     */
    public LayerStack(Posix posix, String unionTaste) {
        this.posix = posix;
        this.namedWhiteouts = !unionTaste.equals("overlay");
    }

    /** Another one with the same layers. */
    public LayerStack copy() {
        LayerStack copy = new LayerStack(posix, namedWhiteouts ? "" : "overlay");
        copy.nodes.putAll(nodes);
        return copy;
    }

    /** Lays a layer on top. */
    public void add(long layer, Path root) throws IOException {
        int parent = posix.openat(
                Posix.AT_FDCWD, RawPath.bytes(root.resolveSibling("")), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        try {
            new TreeWalk(posix, "read").walk(parent, RawPath.bytes(root.getFileName()), new Overlay(layer));
        } finally {
            posix.close(parent);
        }
    }

    /** All paths in order, each beginning with a slash. */
    NavigableMap<String, Node> nodes() {
        return nodes;
    }

    private void hide(String path) {
        nodes.remove(path);
        hideBelow(path);
    }

    private void hideBelow(String path) {
        // The character behind the slash.
        nodes.subMap(path + "/", path + "0").clear();
    }

    private final class Overlay implements TreeWalk.Visitor {

        private final long layer;

        Overlay(long layer) {
            this.layer = layer;
        }

        @Override
        public void entered(Descent here, byte[] name, FileStatus status) throws IOException {
            String path = path(here.path());
            if (path.isEmpty()) {
                return;
            }
            Node below = nodes.get(path);
            if (below != null && (!below.status.isDirectory() || isOpaque(here.fd()))) {
                hide(path);
            }
            nodes.put(path, new Node(layer, status));
        }

        @Override
        public void file(Descent here, byte[] name, FileStatus status) {
            String path = path(here.path(name));
            Optional<String> hidden = hiddenBy(path, status);
            if (hidden.isPresent()) {
                hide(hidden.get());
            } else {
                hideBelow(path);
                nodes.put(path, new Node(layer, status));
            }
        }

        @Override
        public void leaving(Descent here) {
            // What was hidden is gone already.
        }

        /** Without the name of the layer's own directory. */
        private String path(byte[] path) {
            String text = RawText.decode(path);
            int slash = text.indexOf('/');
            return slash < 0 ? "" : text.substring(slash);
        }
    }

    /** Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories". */
    private Optional<String> hiddenBy(String path, FileStatus status) {
        if (status.type() == FileStatus.CHARACTER_DEVICE && status.nodeMajor() == 0 && status.nodeMinor() == 0) {
            return Optional.of(path);
        }
        int name = path.lastIndexOf('/') + 1;
        return namedWhiteouts && path.startsWith(".wh.", name)
                ? Optional.of(path.substring(0, name) + path.substring(name + ".wh.".length()))
                : Optional.empty();
    }

    private boolean isOpaque(int fd) throws PosixException {
        byte[] path = ("/proc/self/fd/" + fd + "/.").getBytes(StandardCharsets.US_ASCII);
        for (String name : OPAQUE) {
            try {
                byte[] value = posix.lgetxattr(path, name.getBytes(StandardCharsets.US_ASCII));
                if (value.length == 1 && value[0] == 'y') {
                    return true;
                }
            } catch (PosixException e) {
                if (e.errno() != Errno.ENODATA && e.errno() != Errno.EOPNOTSUPP) {
                    throw e;
                }
            }
        }
        return false;
    }
}
