package io.plash.archive.layer;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer as far as it is unpacked, together with what can be seen of the layers below it. */
final class LayerView {

    /** As many as the kernel follows: path_resolution(7). */
    private static final int MOST_LINKS = 40;

    /** Makes a directory that the layer does not have; {@code below} is what is there now, if anything is. */
    @FunctionalInterface
    interface Making {
        void directory(String path, @Nullable LowerFile below) throws IOException;
    }

    private final Posix posix;
    private final int root;
    private final LowerLayers lower;
    private final Whiteouts whiteouts;

    LayerView(Posix posix, int root, LowerLayers lower, Whiteouts whiteouts) {
        this.posix = posix;
        this.root = root;
        this.lower = lower;
        this.whiteouts = whiteouts;
    }

    /** What the layer itself has there. */
    @Nullable
    FileStatus inLayer(String path) throws PosixException {
        try {
            return posix.fstatat(root, LowerLayers.bytes(path));
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
                return null;
            }
            throw e;
        }
    }

    /** What is to be seen there of the layers below, unless the layer has something there. */
    @Nullable
    LowerFile below(String path) throws IOException {
        return whiteouts.hides(path) ? null : lower.find(path);
    }

    /**
     * Follows a path that is one of directories.
     *
     * @param making is called for each directory that the layer does not have; null to make none
     * @return the same place without links on the way; null if it leads to nowhere
     */
    @Nullable
    String follow(String path, @Nullable Making making) throws IOException {
        Deque<String> rest = new ArrayDeque<>(parts(path));
        String at = "";
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.removeFirst();
            if (name.equals("..")) {
                at = LowerLayers.parent(at);
                continue;
            }
            String next = at.isEmpty() ? name : at + "/" + name;
            FileStatus mine = inLayer(next);
            LowerFile below = mine == null ? below(next) : null;
            FileStatus seen = below == null ? mine : below.status();
            if (seen != null && seen.type() == FileStatus.SYMLINK) {
                String target = linkTarget(below == null ? root : below.layer(), next);
                at = target.startsWith("/") ? "" : at;
                List<String> parts = parts(target);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    rest.addFirst(parts.get(i));
                }
                if (++links > MOST_LINKS) {
                    return null;
                }
                continue;
            }
            if (mine == null && making != null) {
                making.directory(next, below);
            } else if (seen == null || !seen.isDirectory()) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private String linkTarget(int layer, String path) throws PosixException {
        return new String(posix.readlinkat(layer, LowerLayers.bytes(path)), StandardCharsets.ISO_8859_1);
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }
}
