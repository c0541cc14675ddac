package io.plash.macro;

import java.util.Collection;
import java.util.List;

/** Finds the names that a misspelt one may stand for. */
final class CloseNames {

    private CloseNames() {}

    static List<String> to(String name, Collection<String> names) {
        return names.stream().filter(other -> areClose(name, other)).toList();
    }

    private static boolean areClose(String name, String other) {
        int longer = Math.max(name.length(), other.length());
        // Of short names all are alike.
        return longer > 2 && distance(name, other) <= Math.max(1, longer / 3);
    }

    /** How many letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
