package io.plash.tree;

import io.plash.text.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is mounted where, in this mount namespace. */
public final class MountPoints {

    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    /** The fifth field, proc_pid_mountinfo(5). */
    private static final int MOUNT_POINT = 4;

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /** Whether something is mounted on a directory; links are followed. */
    public static boolean contains(Path directory) throws IOException {
        byte[] path = RawText.encode(directory.toRealPath().toString());
        return under(path).contains(new String(path, StandardCharsets.ISO_8859_1));
    }

    /** The mount points at or below a path without links, as text in which each byte is a character. */
    static List<String> under(byte[] path) throws IOException {
        String top = new String(path, StandardCharsets.ISO_8859_1);
        try (var lines = Files.lines(MOUNTINFO, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> unescape(line.split(" ", -1)[MOUNT_POINT]))
                    .filter(point -> point.equals(top) || point.startsWith(top + "/"))
                    .toList();
        }
    }

    /** Blank, tab, newline and backslash stand there as {@code \040} and so on. */
    private static String unescape(String field) {
        return OCTAL.matcher(field)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
    }
}
