package io.plash.archive;

import io.plash.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks an archive in a process of its own, for tests in a user namespace and for measuring. */
final class UnpackMain {

    private UnpackMain() {}

    /** Takes an archive and a directory, and prints what was left out. */
    public static void main(String[] arguments) throws IOException {
        Path archive = Path.of(arguments[0]);
        try (var content = Files.newInputStream(archive)) {
            new RootfsUnpacker(Posix.system())
                    .unpack(content, arguments[0], Path.of(arguments[1]))
                    .messages()
                    .forEach(System.out::println);
        }
    }
}
