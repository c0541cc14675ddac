package io.plash.archive;

import java.io.*;
import java.nio.file.*;
import java.util.*;

/** T. */
public final class TarExporter {
    /** T. */
    public TarExporter(OptionalLong o) {}
    /** T. */
    public void export(Path p, OutputStream o) throws IOException {}
}
