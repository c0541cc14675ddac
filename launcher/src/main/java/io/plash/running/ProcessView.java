package io.plash.running;

import io.plash.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process, as proc_pid(5) shows it. It may end at any time; then everything here throws. */
record ProcessView(long pid) {

    private static final Path PROC = Path.of("/proc");

    /** The processes that there are. */
    static List<ProcessView> all() throws IOException {
        List<ProcessView> processes = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path entry : entries) {
                processes.add(new ProcessView(Long.parseLong(entry.getFileName().toString())));
            }
        }
        return processes;
    }

    Path directory() {
        return PROC.resolve(Long.toString(pid));
    }

    /** The kernel's name of the mount namespace. */
    String namespace() throws IOException {
        return Files.readSymbolicLink(directory().resolve("ns/mnt")).toString();
    }

    /** The path of the root directory in its mount namespace, which need not be ours. */
    String root() throws IOException {
        return Files.readSymbolicLink(directory().resolve("root")).toString();
    }

    /** How this process can reach a path of that one. */
    Path inside(Path path) {
        return directory().resolve("root").resolve(Path.of("/").relativize(path));
    }

    /** Whose it is; real root's if it has something to hide. */
    long owner() throws IOException {
        return ((Number) Files.getAttribute(directory(), "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
    }

    /** Whether it has ended, and is at most waited for. */
    boolean hasEnded() {
        try {
            String stat = Files.readString(directory().resolve("stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException e) {
            return true;
        }
    }

    /** The first bytes of the program's name. */
    String name() throws IOException {
        return Files.readString(directory().resolve("comm"), StandardCharsets.ISO_8859_1)
                .strip();
    }

    /** A variable of its environment, as that was when it started. */
    Optional<String> variable(String name) throws IOException {
        return words("environ").stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    /** The words that it was started with. */
    List<String> command() throws IOException {
        return words("cmdline");
    }

    private List<String> words(String file) throws IOException {
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (byte b : Files.readAllBytes(directory().resolve(file))) {
            if (b == 0) {
                words.add(RawText.decode(word.toByteArray()));
                word.reset();
            } else {
                word.write(b);
            }
        }
        return words;
    }

    Instant started() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
    }
}
