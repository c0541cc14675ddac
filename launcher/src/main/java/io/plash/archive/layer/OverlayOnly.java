package io.plash.archive.layer;

import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.tree.Descent;
import io.plash.tree.ProcPath;
import io.plash.tree.TreeWalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refuses what overlay may have written and others would show in another way. Changes nothing. */
final class OverlayOnly implements TreeWalk.Visitor {

    private static final byte[] HERE = {'.'};

    /** Overlay writes these if the kernel was told to: Documentation/filesystems/overlayfs.rst. */
    private static final List<String> REFERENCES = List.of(".overlay.redirect", ".overlay.metacopy");

    private final Posix posix;

    OverlayOnly(Posix posix) {
        this.posix = posix;
    }

    @Override
    public void entered(Descent here, byte[] name, FileStatus status) throws IOException {
        refuseReferences(here.fd(), HERE);
    }

    @Override
    public void file(Descent here, byte[] name, FileStatus status) throws IOException {
        if (FuseMarks.isMark(name)) {
            throw new IOException("only overlay shows a file of this name");
        }
        if (status.type() == FileStatus.REGULAR) {
            refuseReferences(here.fd(), name);
        }
    }

    @Override
    public void leaving(Descent here) {
        // Nothing was changed.
    }

    private void refuseReferences(int dir, byte[] name) throws IOException {
        for (byte[] key : posix.llistxattr(ProcPath.of(dir, name))) {
            String text = new String(key, StandardCharsets.ISO_8859_1);
            if (REFERENCES.stream().anyMatch(text::endsWith)) {
                throw new IOException("only overlay can follow its " + text);
            }
        }
    }
}
