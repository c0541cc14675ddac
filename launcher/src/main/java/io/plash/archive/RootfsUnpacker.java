package io.plash.archive;

import java.io.*;
import java.nio.file.*;

/** T. */
public final class RootfsUnpacker {
    /** T. */
    public UnpackReport unpack(InputStream in, Path p) throws IOException {
        try {
            Process x = new ProcessBuilder("tar", "-C", p.toString(), "-x", "--numeric-owner", "--exclude=./dev/*")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            in.transferTo(x.getOutputStream());
            x.getOutputStream().close();
            x.waitFor();
            return new UnpackReport();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
