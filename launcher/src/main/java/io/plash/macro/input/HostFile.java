package io.plash.macro.input;

import io.plash.api.PlashException;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file of the host that the user named.
 *
 * @param name the name as the user typed it, for messages
 * @param path where it is
 */
record HostFile(String name, Path path) {

    /** Everything in it. */
    String text(FileMemory memory) {
        try {
            memory.before(path);
            byte[] content = Files.readAllBytes(path);
            memory.after(path, content.length);
            return RawText.decode(content);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The exception, worded with the name that the user knows, and so not as a cause, which would be told as well. */
    PlashException unreadable(IOException e) {
        PlashException worded = new PlashException(
                e instanceof NoSuchFileException ? "no such file: " + name : "cannot read " + name + ": " + reason(e));
        worded.addSuppressed(e);
        return worded;
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason.toLowerCase(Locale.ROOT);
    }
}
