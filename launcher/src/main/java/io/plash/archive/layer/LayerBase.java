package io.plash.archive.layer;

import io.plash.api.PlashException;
import io.plash.posix.FileStatus;
import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.tree.attribute.AttributeReader;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omissions;
import io.plash.tree.copy.FileCopy;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * What a layer is put on while it is unpacked into a directory of its own (OCI image-spec, layer.md). The archive of a
 * layer takes for granted what is below: directories that it does not name, links on the way to its entries, files that
 * it links to or hides. In paths each byte is one character; they have no {@code .}, no {@code ..} and no slash at an end.
 */
public final class LayerBase {

    private static final String PREFIX = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** What AUFS kept for itself. */
    private static final String BOOKKEEPING = ".wh..wh.";

    private static final int MISSING_PARENT_MODE = 0755;

    /** Is told what a directory has to have in the end that was made for an entry in it. */
    @FunctionalInterface
    public interface Made {
        void directory(String path, Attributes attributes);
    }

    /** Opens a directory of the layer, until the next one is opened; makes what is missing. */
    @FunctionalInterface
    public interface Directories {
        int open(String path) throws IOException;
    }

    private final Posix posix;
    private final OverlayMarks marks;
    private final int root;
    private final Made made;
    private final Whiteouts whiteouts = new Whiteouts();
    private final LowerLayers lower;
    private final LayerView view;
    private final AttributeReader reader;
    private final FileCopy copy;

    /**
     * For one layer.
     *
     * @param lower what is below; it stays the caller's to close, as does the next
     * @param root the directory of the layer
     */
    public LayerBase(Posix posix, LowerLayers lower, int root, Made made) throws IOException {
        this.posix = posix;
        this.marks = lower.marks();
        this.root = root;
        this.made = made;
        this.lower = lower;
        this.view = new LayerView(posix, root, lower, whiteouts);
        // What a layer below could not have was said when that one was unpacked.
        Omissions known = new Omissions();
        this.reader = new AttributeReader(posix, known);
        this.copy = new FileCopy(posix, known);
        LowerFile top = lower.find("");
        if (top != null) {
            made.directory("", attributes(top));
        }
    }

    /**
     * Whether an entry is no file but says what is hidden.
     *
     * @throws PlashException if it hides nothing that there could be
     */
    public boolean takes(String parent, String leaf) {
        if (!leaf.startsWith(PREFIX)) {
            return false;
        }
        if (leaf.equals(OPAQUE)) {
            whiteouts.hideBelow(parent);
        } else if (!leaf.startsWith(BOOKKEEPING)) {
            String hidden = leaf.substring(PREFIX.length());
            if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
                throw new PlashException("bad layer: it has a whiteout of no name, " + leaf);
            }
            whiteouts.hide(child(parent, hidden));
        }
        return true;
    }

    /**
     * Makes the directories of a path that the layer does not have, as they are below if they are there.
     *
     * @return the same place without links on the way, if there is one
     */
    public String reach(String path) throws IOException {
        String real = view.follow(path, this::make);
        return real == null ? path : real;
    }

    /**
     * Likewise, of a path that is to be one of directories.
     *
     * @throws NotDirectoryException if something else is on it
     */
    public void makeDirectory(String path) throws IOException {
        view.follow(path, (directory, below) -> {
            if (below != null && !below.isDirectory()) {
                throw new NotDirectoryException(directory);
            }
            make(directory, below);
        });
    }

    /**
     * Copies a file from below into the layer.
     *
     * @return whether there is one
     */
    public boolean bring(String parent, String leaf, Directories directories) throws IOException {
        String real = view.follow(parent, null);
        LowerFile file = real == null ? null : view.below(child(real, leaf));
        if (file == null || file.isDirectory()) {
            return false;
        }
        int from = open(file.layer(), LowerLayers.parent(file.path()));
        try {
            copy.copy(from, from, LowerLayers.bytes(leaf), file.status(), directories.open(parent));
        } finally {
            posix.close(from);
        }
        return true;
    }

    /** Writes down what is hidden. To be called after the last entry, before the directories get their times. */
    public void finish(Directories directories) throws IOException {
        for (String directory : whiteouts.directories()) {
            String real = directoryBelow(directory);
            if (real == null) {
                continue;
            }
            if (real.isEmpty()) {
                // The root of a layer cannot be opaque.
                for (String name : lower.namesInRoot()) {
                    hide("", name, directories);
                }
            } else {
                directories.open(real);
                marks.hideBelow(directories.open(LowerLayers.parent(real)), LowerLayers.leaf(real));
            }
        }
        for (String path : whiteouts.names()) {
            String parent = view.follow(LowerLayers.parent(path), null);
            if (parent != null && !whiteouts.hidesAbove(path)) {
                hide(parent, path.substring(path.lastIndexOf('/') + 1), directories);
            }
        }
    }

    private void hide(String parent, String name, Directories directories) throws IOException {
        String path = child(parent, name);
        LowerFile below = lower.find(path);
        if (below == null) {
            return;
        }
        int dir = directories.open(parent);
        FileStatus mine = view.inLayer(path);
        if (mine == null) {
            marks.hide(dir, LowerLayers.bytes(name));
        } else if (mine.isDirectory() && below.isDirectory()) {
            marks.hideBelow(dir, LowerLayers.bytes(name));
        }
    }

    /** The place without links on the way of a directory that the layers below have; null if they have none there. */
    private @Nullable String directoryBelow(String path) throws IOException {
        String real = whiteouts.hidesAbove(path) ? null : view.follow(path, null);
        LowerFile below = real == null ? null : lower.find(real);
        return below != null && below.isDirectory() ? real : null;
    }

    private void make(String path, @Nullable LowerFile below) throws IOException {
        posix.mkdirat(root, LowerLayers.bytes(path), MISSING_PARENT_MODE);
        posix.fchmodat(root, LowerLayers.bytes(path), MISSING_PARENT_MODE);
        if (below != null && below.isDirectory()) {
            made.directory(path, attributes(below));
        }
    }

    private Attributes attributes(LowerFile file) throws IOException {
        return reader.read(file.layer(), LowerLayers.bytes(file.path()), file.status());
    }

    private int open(int layer, String path) throws IOException {
        byte[] bytes = LowerLayers.bytes(path.isEmpty() ? "." : path);
        return posix.openat(layer, bytes, OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
    }

    private static String child(String parent, String leaf) {
        return parent.isEmpty() ? leaf : parent + "/" + leaf;
    }
}
