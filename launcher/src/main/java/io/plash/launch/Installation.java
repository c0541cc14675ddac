package io.plash.launch;

import java.nio.file.Path;

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

    /** The script that carries out launch plans. */
    public Path launch() {
        return home.resolve("launch");
    }

    /** The script that checks this installation. */
    public Path test() {
        return home.resolve("test");
    }

    /** Where jars of third parties lie. */
    public Path extensions() {
        return home.resolve("extensions");
    }
}
