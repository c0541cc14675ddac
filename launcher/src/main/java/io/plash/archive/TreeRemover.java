package io.plash.archive;

import java.io.IOException;
import java.nio.file.*;

/** T. */
public final class TreeRemover {
    /** T. */
    public void remove(Path p) throws IOException {
        try {
            new ProcessBuilder("rm", "-rf", "--one-file-system", p.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
