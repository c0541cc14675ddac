package io.plash.tree.copy;

import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.tree.Descent;
import io.plash.tree.attribute.Omissions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Files of their own, with all that the others have. */
final class CopiedFiles implements TargetFiles {

    private static final byte[] HERE = {'.'};

    private final Posix posix;
    private final LayerFiles layers;
    private final int top;
    private final FileCopy copy;
    private final HardLinks links = new HardLinks();

    /** In a tree whose top is {@code top}, which stays the caller's to close, as {@code layers} do. */
    CopiedFiles(Posix posix, LayerFiles layers, int top, Omissions omissions) {
        this.posix = posix;
        this.layers = layers;
        this.top = top;
        this.copy = new FileCopy(posix, omissions);
    }

    @Override
    public void make(Descent here, byte[] name, FileStatus status, Descent target) throws IOException {
        byte[] first = links.first(status, here.path(name));
        if (first != null) {
            link(first, target, name);
            return;
        }
        // From its layer: a union can neither share blocks with what is outside of it nor copy within the kernel.
        int layer = status.type() == FileStatus.REGULAR ? layers.holding(here, name, status) : LayerFiles.NONE;
        int holding = layer == LayerFiles.NONE ? here.fd() : layer;
        if (!copy.copy(here.fd(), holding, name, status, target.fd())) {
            links.forget(status);
        }
    }

    /** Goes down to the first name step by step, for its path may be longer than the kernel takes. */
    private void link(byte[] first, Descent target, byte[] name) throws IOException {
        try (Descent way = new Descent(posix, top, HERE)) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            // The path of a walk begins with the name of its start, which is this top.
            for (int i = 2; i < first.length; i++) {
                if (first[i] == '/') {
                    way.enter(part.toByteArray());
                    part.reset();
                } else {
                    part.write(first[i]);
                }
            }
            posix.linkat(way.fd(), part.toByteArray(), target.fd(), name);
        }
    }
}
