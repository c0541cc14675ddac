package io.plash.cli.help;

import java.util.stream.Stream;

/** The groups that help lists commands in. A command belongs to the group of its package. */
public enum CommandGroup {
    RUN("Run programs", "run"),
    BUILD("Build containers", "build"),
    IMAGE("Get root filesystems in and out", "image|export|oci"),
    STORE("Look after the build data", "store|inspect"),
    VINTAGE("Write shell scripts that build", "vintage"),
    PLASH("About plash", "main");

    private final String title;
    private final String packages;

    CommandGroup(String title, String packages) {
        this.title = title;
        this.packages = packages;
    }

    /** The heading. */
    public String title() {
        return title;
    }

    /** The group of a command. */
    public static CommandGroup of(Class<?> command) {
        String name = command.getPackageName();
        String last = name.substring(name.lastIndexOf('.') + 1);
        return Stream.of(values())
                .filter(group -> last.matches(group.packages))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("CommandGroup lacks the package " + name));
    }
}
