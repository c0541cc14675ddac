package io.plash.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Where plash is installed.
 *
 * @param home the directory {@code lib/plash} of the installation
 */
public record Installation(Path home) {

    /** As the wrapper script says. */
    public static Installation current() {
        return new Installation(
                Path.of(System.getProperty("plash.home", ".")).toAbsolutePath().normalize());
    }

    /** The command that users type. */
    public Path plash() {
        return home.resolve("../../bin/plash").normalize();
    }

    /**
     * The time that stands for this very installation. The installer gives it to the file {@code jvm}; it is the same only
     * for another installation of the same content. None if this plash was not installed.
     */
    public Optional<FileTime> time() {
        try {
            return Optional.of(Files.getLastModifiedTime(home.resolve("jvm")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The script that carries out launch plans. */
    public Path launch() {
        return home.resolve("launch");
    }

    /** The script that checks this installation. */
    public Path test() {
        return home.resolve("test");
    }

    /** What is to be copied to a layer below all others, for builds whose root is faked. */
    public Path fakeRoot() {
        return home.resolve("fake-root");
    }

    /** Where jars of third parties lie. */
    public Path extensions() {
        return home.resolve("extensions");
    }
}
