package io.plash.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Short names of layers: {@code l/7} for {@code index/7/_data/root}. mount(2) takes one page of options, in which the
 * layers of some eighty containers have room under their ordinary names, which say more.
 */
final class ShortNames {

    static final String DIRECTORY = "l";

    /** So much that there is room for the other options. */
    private static final int LONGEST = 3000;

    private static final Pattern ORDINARY = Pattern.compile("index/([0-9]+)/_data/root");

    private final DataDirectory data;

    ShortNames(DataDirectory data) {
        this.data = data;
    }

    /** The same layers, seen from the build data likewise, under names that are short if they are many. */
    List<String> of(List<String> lowerdirs) throws IOException {
        if (String.join(":", lowerdirs).length() <= LONGEST) {
            return lowerdirs;
        }
        Files.createDirectories(data.shortNames());
        List<String> names = new ArrayList<>();
        for (String lowerdir : lowerdirs) {
            Matcher ordinary = ORDINARY.matcher(lowerdir);
            names.add(ordinary.matches() ? link(ordinary.group(1)) : lowerdir);
        }
        return names;
    }

    /** An id means one container for ever, so a link that is there is right. */
    private String link(String id) throws IOException {
        Path link = data.shortNames().resolve(id);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createSymbolicLink(link, Path.of("..", "index", id, "_data", "root"));
            } catch (FileAlreadyExistsException e) {
                // Another process was faster.
                return DIRECTORY + "/" + id;
            }
        }
        return DIRECTORY + "/" + id;
    }
}
