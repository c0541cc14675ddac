package io.plash.harness.installed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who calls plash. The two users are there while {@code ./verify} runs. */
public enum Caller {
    ROOT("root"),
    /** An ordinary user with subordinate ids. */
    WITH_IDS("plash-ids"),
    /** An ordinary user without. */
    SINGLE_ID("plash-single");

    private final String user;

    Caller(String user) {
        this.user = user;
    }

    /** The name of the user. */
    public String user() {
        return user;
    }

    /** Whether containers of this caller have more than one user. */
    public boolean hasManyIds() {
        return this != SINGLE_ID;
    }

    /** Whether this machine has the user. */
    boolean exists() {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith(user + ":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to put before a command so that the user runs it. */
    public List<String> words() {
        return this == ROOT
                ? List.of()
                : List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "--");
    }
}
