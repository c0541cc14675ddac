package io.plash.tree.copy;

import io.plash.api.PlashException;
import io.plash.posix.Errno;
import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.tree.Descent;
import java.io.IOException;

/** Further names for the files in the layers, for a union has no file that could have a name outside of it. */
final class LinkedFiles implements TargetFiles {

    private final Posix posix;
    private final LayerFiles layers;

    /** The layers stay the caller's to close. */
    LinkedFiles(Posix posix, LayerFiles layers) {
        this.posix = posix;
        this.layers = layers;
    }

    @Override
    public void make(Descent here, byte[] name, FileStatus status, Descent target) throws IOException {
        int layer = layers.holding(here, name, status);
        if (layer == LayerFiles.NONE) {
            throw new IOException("it is in no layer");
        }
        try {
            posix.linkat(layer, name, target.fd(), name);
        } catch (PosixException e) {
            // Also between two mounts of one filesystem: link(2).
            if (e.errno() == Errno.EXDEV) {
                throw otherFilesystem();
            }
            throw e;
        }
    }

    static PlashException otherFilesystem() {
        return new PlashException(
                "cannot link to the files of a container from another filesystem",
                "name a directory on the filesystem of the build data, or use `plash copy`");
    }
}
