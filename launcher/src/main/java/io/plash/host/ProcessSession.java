package io.plash.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The session that a process belongs to, which usually is that of one terminal or one login, setsid(2). */
public final class ProcessSession {

    private ProcessSession() {}

    /** Its id; empty if there is no such process. */
    public static Optional<String> of(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // proc_pid_stat(5): behind the name in parentheses come state, parent, process group, session.
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** That of this process. */
    public static String own() throws IOException {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }
}
