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
 * each layer that is to be put on top. Further layers may come on top.
 */
public final class LowerLayers implements AutoCloseable {

    private static final int REMEMBERED = 4096;

    private final Posix posix;
    private final OverlayMarks marks;

    /** Their descriptors, the topmost last. */
    private final List<Integer> layers = new ArrayList<>();

    private final Map<String, Merged> directories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Merged> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Which layers have a part in a directory.
     *
     * @param parts their numbers, the topmost first
     * @param layers how many layers there were
     */
    private record Merged(List<Integer> parts, int layers) {}

    /**
     * Opens layers. None of them may change as long as this is open.
     *
     * @param paths the topmost first
     * @throws PosixException if one of them is no directory
     */
    public LowerLayers(Posix posix, OverlayMarks marks, List<Path> paths) throws PosixException {
        this.posix = posix;
        this.marks = marks;
        try {
            for (int i = paths.size() - 1; i >= 0; i--) {
                push(paths.get(i));
            }
        } catch (PosixException e) {
            close();
            throw e;
        }
    }

    /**
     * Puts one more on top.
     *
     * @throws PosixException if it is no directory
     */
    public void push(Path layer) throws PosixException {
        int flags = OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW;
        layers.add(posix.openat(Posix.AT_FDCWD, RawText.encode(layer.toString()), flags, 0));
    }

    /** How it is written down what a layer hides. */
    OverlayMarks marks() {
        return marks;
    }

    /** The file of this path; null if there is none. Links on the way are not followed: what is behind one is not there. */
    @Nullable
    LowerFile find(String path) throws IOException {
        if (path.isEmpty()) {
            if (layers.isEmpty()) {
                return null;
            }
            int top = layers.get(layers.size() - 1);
            return new LowerFile(top, ".", status(top, "."));
        }
        for (int number : directory(parent(path))) {
            int layer = layers.get(number);
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
        Merged known = directories.getOrDefault(path, new Merged(List.of(), 0));
        if (known.layers() < layers.size()) {
            List<Integer> parts = path.isEmpty() ? numbers() : merged(path, directory(parent(path)), known);
            known = new Merged(parts, layers.size());
            directories.put(path, known);
        }
        return known.parts();
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = layers.size() - 1; number >= 0; number--) {
            numbers.add(number);
        }
        return numbers;
    }

    /** The same with the layers that have come on top. */
    private List<Integer> merged(String path, List<Integer> parents, Merged known) throws IOException {
        List<Integer> parts = new ArrayList<>();
        for (int number : parents) {
            if (number < known.layers()) {
                break;
            }
            int layer = layers.get(number);
            FileStatus status = existing(layer, path);
            if (status != null && !status.isDirectory()) {
                return parts;
            }
            if (status != null) {
                parts.add(number);
                if (marks.isOpaque(layer, bytes(path))) {
                    return parts;
                }
            }
        }
        parts.addAll(known.parts());
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
