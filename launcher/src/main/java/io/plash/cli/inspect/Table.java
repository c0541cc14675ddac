package io.plash.cli.inspect;

import io.plash.posix.PathText;
import io.plash.text.RawText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in columns. What could steer a terminal is shown instead of sent. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(show(cell.toString()));
        }
        rows.add(row);
    }

    /** Any text, such as a name that a stranger gave. */
    static String show(String text) {
        return PathText.show(RawText.encode(text));
    }

    /** A number of bytes as people read it: {@code 12.3 MB}. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < 5) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %sB" : "%.0f %sB", value, " kMGTP".charAt(unit));
    }

    /** The lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = width(column) + 2;
                line.append(String.format("%-" + width + "s", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
