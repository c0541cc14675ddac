package io.plash.macro.input;

import io.plash.host.FileState;
import io.plash.text.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which files were read, and what would tell that they have changed. */
final class FileMemory {

    private final Map<Path, FileState> files = new LinkedHashMap<>();
    private @Nullable String unreliable;

    /** To be called before a file is read or a directory is listed. */
    void before(Path path) throws IOException {
        FileState state = FileState.of(path);
        files.putIfAbsent(path, state);
        if (!state.isSettled(Instant.now())) {
            doubt(path, "has changed just now");
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            doubt(path, "is a pipe, a socket or a device");
        }
    }

    /** To be called when a file was read. What /proc or a pipe makes up while it is read has no size before. */
    void after(Path path, long bytes) {
        FileState state = files.get(path);
        if (state == null || state.size() != bytes) {
            doubt(path, "is made while it is read");
        }
    }

    /** What was read, each as it was before it was read for the first time. */
    Map<Path, FileState> files() {
        return files;
    }

    /** Why these states do not tell every change, if that is so. */
    Optional<String> unreliable() {
        return Optional.ofNullable(unreliable);
    }

    private void doubt(Path path, String why) {
        if (unreliable == null) {
            unreliable = RawPath.text(path) + " " + why;
        }
    }
}
