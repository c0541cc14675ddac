package io.plash.launch.mode;

import io.plash.api.launch.IdRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of ids that an administrator gave to a user in {@code /etc/subuid} or {@code /etc/subgid}, as subuid(5)
 * describes them. Both files name users, by name or by number; a user may have several lines.
 *
 * @param ranges first id and count, in the order of the file
 */
record SubordinateIds(List<Range> ranges) {

    /** Ids are 32 bits wide, and the last one means "none". */
    private static final long IDS = 0xFFFF_FFFFL;

    /** The kernel takes 340 lines in a map (user_namespaces(7)); one is the user's own, and that may part a range in two. */
    private static final int MOST_RANGES = 338;

    record Range(long first, long count) {}

    /** Those of a user; none if the file does not exist. Lines that make no sense are passed over. */
    static SubordinateIds of(Path file, String user, long uid) throws IOException {
        List<Range> ranges = new ArrayList<>();
        if (Files.isReadable(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.strip().split(":", -1);
                boolean theirs = fields[0].equals(user) || fields[0].equals(Long.toString(uid));
                if (theirs && fields.length == 3 && isId(fields[1]) && isId(fields[2])) {
                    add(ranges, new Range(Long.parseLong(fields[1]), Long.parseLong(fields[2])));
                }
            }
        }
        return new SubordinateIds(ranges);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The id map of a container: 0 is the user, and from 1 on come the ranges, without the user. */
    List<IdRange> mapBelow(long id) {
        List<IdRange> map = new ArrayList<>(List.of(new IdRange(0, id, 1)));
        long inside = 1;
        for (Range range : ranges) {
            long end = range.first() + range.count();
            boolean parted = range.first() <= id && id < end;
            Range below = new Range(range.first(), (parted ? id : end) - range.first());
            Range above = new Range(id + 1, parted ? end - id - 1 : 0);
            for (Range part : List.of(below, above)) {
                if (part.count() > 0) {
                    map.add(new IdRange(inside, part.first(), part.count()));
                    inside += part.count();
                }
            }
        }
        return map;
    }

    /** The kernel refuses maps with an id twice, so of overlapping ranges the first one counts. */
    private static void add(List<Range> ranges, Range range) {
        boolean overlaps = ranges.stream()
                .anyMatch(other ->
                        range.first() < other.first() + other.count() && other.first() < range.first() + range.count());
        boolean valid = range.count() > 0 && range.first() + range.count() <= IDS;
        if (valid && !overlaps && ranges.size() < MOST_RANGES) {
            ranges.add(range);
        }
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,10}");
    }
}
