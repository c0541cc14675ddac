package io.plash.harness.installed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What may not be there when plash has ended: mounts that we see, and processes. */
final class Leftovers {

    private Leftovers() {}

    /** The mounts below a directory, and the processes that have to do with it. */
    static List<String> of(Path directory) {
        List<String> left = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
                if (line.contains(directory.toString())) {
                    left.add("mount: " + line);
                }
            }
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    String text = read(process.resolve("cmdline")) + " " + read(process.resolve("environ"));
                    if (text.contains(directory.toString())) {
                        left.add("process: " + process.getFileName() + " " + text);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return left;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            // It ended in the meantime.
            return "";
        }
    }
}
