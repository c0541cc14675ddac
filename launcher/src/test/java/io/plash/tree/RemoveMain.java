package io.plash.tree;

import io.plash.posix.Posix;
import java.io.IOException;
import java.nio.file.Path;

/** Removes a tree in a process of its own, for tests that give up privileges. */
final class RemoveMain {

    private RemoveMain() {}

    public static void main(String[] arguments) throws IOException {
        new TreeRemover(Posix.system()).remove(Path.of(arguments[0]));
    }
}
