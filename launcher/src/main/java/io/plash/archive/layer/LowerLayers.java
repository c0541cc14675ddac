package io.plash.archive.layer;

import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Layers as they look when they are mounted, without mounting them: a mount needs a namespace of its own, and a process for
 * each layer that is to be put on top.
 */
final class LowerLayers implements AutoCloseable {

    private static final int REMEMBERED = 4096;

    private final Posix posix;
    private final OverlayMarks marks;
    private final List<Integer> layers = new ArrayList<>();

    /** For each directory the layers that have a part in it, the topmost first. */
    private final Map<String, List<Integer>> directories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Integer>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Opens layers, the topmost first. */
    LowerLayers(Posix posix, OverlayMarks marks, List<Path> paths) throws IOException {
        this.posix = posix;
        this.marks = marks;
        try {
            for (Path path : paths) {
                int flags = OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW;
                layers.add(posix.openat(Posix.AT_FDCWD, RawText.encode(path.toString()), flags, 0));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The file of this path; null if there is none. Links on the way are not followed: what is behind one is not there. */
    @Nullable
    LowerFile find(String path) throws IOException {
        if (path.isEmpty()) {
            return layers.isEmpty() ? null : new LowerFile(layers.get(0), ".", status(layers.get(0), "."));
        }
        for (int layer : directory(parent(path))) {
            FileStatus status = existing(layer, path);
            if (status != null) {
                return marks.isWhiteout(status) ? null : new LowerFile(layer, path, status);
            }
        }
        return null;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static byte[] leaf(String path) {
        return bytes(path.substring(path.lastIndexOf('/') + 1));
    }

    static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What there is in the root, in any order; some of it may be hidden. */
    Set<String> namesInRoot() throws PosixException {
        Set<String> names = new TreeSet<>();
        for (int layer : layers) {
            int fd = posix.openat(layer, bytes("."), OpenFlags.READ | OpenFlags.DIRECTORY, 0);
            try {
                List<Posix.Entry> entries;
                while ((entries = posix.getdents64(fd)) != null) {
                    entries.forEach(entry -> names.add(new String(entry.name(), StandardCharsets.ISO_8859_1)));
                }
            } finally {
                posix.close(fd);
            }
        }
        return names;
    }

    private List<Integer> directory(String path) throws IOException {
        if (path.isEmpty()) {
            return layers;
        }
        List<Integer> known = directories.get(path);
        if (known == null) {
            known = merged(path, directory(parent(path)));
            directories.put(path, known);
        }
        return known;
    }

    private List<Integer> merged(String path, List<Integer> parents) throws IOException {
        List<Integer> parts = new ArrayList<>();
        for (int layer : parents) {
            FileStatus status = existing(layer, path);
            if (status != null && !status.isDirectory()) {
                break;
            }
            if (status != null) {
                parts.add(layer);
                if (marks.isOpaque(layer, bytes(path))) {
                    break;
                }
            }
        }
        return parts;
    }

    private @Nullable FileStatus existing(int layer, String path) throws PosixException {
        try {
            return status(layer, path);
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
    }

    private FileStatus status(int layer, String path) throws PosixException {
        return posix.fstatat(layer, bytes(path));
    }

    @Override
    public void close() throws PosixException {
        for (int layer : layers) {
            posix.close(layer);
        }
        layers.clear();
    }
}
