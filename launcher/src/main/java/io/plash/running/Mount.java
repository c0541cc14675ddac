package io.plash.running;

import io.plash.store.ContainerId;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of proc_pid_mountinfo(5).
 *
 * @param mountpoint as the process sees it, whose root directory may be that of a container
 * @param type of the filesystem
 * @param options of the filesystem; for an overlay they name the layers
 */
public record Mount(Path mountpoint, String type, String options) {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final Pattern LAYER = Pattern.compile(
            "(?:^|[=:,])(?:index/(?<id>[0-9]{1,18})/(?:_data/root|_merged)|l/(?<short>[0-9]{1,18}))(?=$|[:,=])");

    /** All mounts that a process sees. */
    static List<Mount> ofProcess(Path process) throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (String line : Files.readAllLines(process.resolve("mountinfo"), StandardCharsets.ISO_8859_1)) {
            mounts.add(parse(line));
        }
        return mounts;
    }

    /** All mounts that this process sees, at or below a path without links. */
    public static List<Path> pointsUnder(Path path) throws IOException {
        return ofProcess(Path.of("/proc/self")).stream()
                .map(Mount::mountpoint)
                .filter(point -> point.startsWith(path))
                .toList();
    }

    /** Behind a varying number of fields, a dash announces the type, the source and the options. */
    static Mount parse(String line) {
        String[] fields = line.split(" ");
        int dash = 6;
        while (!fields[dash].equals("-")) {
            dash++;
        }
        String options = dash + 3 < fields.length ? unescape(fields[dash + 3]) : "";
        return new Mount(RawPath.of(unescape(fields[4])), fields[dash + 1], options);
    }

    /** The containers whose layers it shows, the topmost first; none if it is no union of plash's. */
    List<ContainerId> layers() {
        return type.equals("overlay") ? layers(options) : List.of();
    }

    /** The containers whose layers a text names the way that launch plans name them. */
    static List<ContainerId> layers(String text) {
        List<ContainerId> layers = new ArrayList<>();
        for (Matcher matcher = LAYER.matcher(text); matcher.find(); ) {
            String id = matcher.group("id") != null ? matcher.group("id") : matcher.group("short");
            layers.add(ContainerId.parse(id));
        }
        return layers;
    }

    boolean isFuse() {
        return type.startsWith("fuse.");
    }

    /** Blank, tab, newline and backslash stand there as {@code \040} and so on. */
    private static String unescape(String field) {
        String bytes = OCTAL.matcher(field)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
        return RawText.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
