package io.plash.archive;

import java.io.*;
import java.nio.file.*;

/** T. */
public final class TreeCopier {
    /** T. */
    public void copy(Path p, Path o) throws IOException {}
}
