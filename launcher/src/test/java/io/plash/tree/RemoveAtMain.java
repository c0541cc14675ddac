package io.plash.tree;

import io.plash.posix.OpenFlags;
import io.plash.posix.Posix;
import io.plash.text.RawText;
import java.io.IOException;

/** Removes a name in a directory, in a process of its own. */
final class RemoveAtMain {

    private RemoveAtMain() {}

    public static void main(String[] arguments) throws IOException {
        Posix posix = Posix.system();
        int dir = posix.openat(Posix.AT_FDCWD, RawText.encode(arguments[0]), OpenFlags.READ | OpenFlags.DIRECTORY, 0);
        new TreeRemover(posix).removeAt(dir, RawText.encode(arguments[1]));
        posix.close(dir);
    }
}
