package io.plash.archive;

import io.plash.api.PlashException;
import io.plash.posix.PathText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in the root filesystem an entry belongs. Both parts are text in which each byte of the name is one character.
 *
 * @param parent the directory, without a slash at either end; empty for the root
 * @param leaf the name in that directory; empty for the root itself
 */
record EntryName(String parent, String leaf) {

    /** {@code NAME_MAX} of linux/limits.h. */
    private static final int LONGEST = 255;

    /**
     * The place that the archive names, without the {@code /} and {@code ./} that it may begin with.
     *
     * @throws PlashException if the name is empty, leads upwards, or is none that a file can have
     */
    static EntryName of(byte[] raw) {
        String name = new String(raw, StandardCharsets.ISO_8859_1);
        if (name.isEmpty()) {
            throw new PlashException("bad archive: an entry without a name");
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(checked(part, raw));
            }
        }
        if (parts.isEmpty()) {
            return new EntryName("", "");
        }
        String leaf = parts.remove(parts.size() - 1);
        return new EntryName(String.join("/", parts), leaf);
    }

    /** The place of a path that leads nowhere else, such as {@link #path} gives. */
    static EntryName ofPath(String path) {
        int slash = path.lastIndexOf('/');
        return new EntryName(path.substring(0, Math.max(0, slash)), path.substring(slash + 1));
    }

    private static String checked(String part, byte[] raw) {
        if (part.equals("..")) {
            throw refused(raw, "its name has a .. in it");
        }
        if (part.indexOf('\0') >= 0) {
            throw refused(raw, "its name has a NUL in it");
        }
        if (part.length() > LONGEST) {
            throw refused(raw, "a name in it is longer than " + LONGEST + " bytes");
        }
        return part;
    }

    private static PlashException refused(byte[] raw, String why) {
        return new PlashException("cannot unpack " + brief(raw) + ": " + why);
    }

    private static String brief(byte[] name) {
        return name.length <= LONGEST ? PathText.show(name) : PathText.show(Arrays.copyOf(name, LONGEST)) + "...";
    }

    boolean isRoot() {
        return leaf.isEmpty();
    }

    /** The whole name; empty for the root. */
    String path() {
        return parent.isEmpty() ? leaf : parent + "/" + leaf;
    }

    byte[] leafBytes() {
        return bytes(leaf);
    }

    /** As it may be shown. */
    String shown() {
        return isRoot() ? "./" : brief(bytes(path()));
    }

    static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }
}
