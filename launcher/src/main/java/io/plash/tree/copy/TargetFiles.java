package io.plash.tree.copy;

import io.plash.posix.FileStatus;
import io.plash.tree.Descent;
import java.io.IOException;

/** Makes the files of a copy, other than directories. */
interface TargetFiles {

    /** Makes a name in the directory {@code target} for the same one in {@code here}. */
    void make(Descent here, byte[] name, FileStatus status, Descent target) throws IOException;
}
