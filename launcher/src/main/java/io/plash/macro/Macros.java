package io.plash.macro;

import io.plash.api.PlashException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros there are, by name. One evaluation works on one of these, since it can define more. */
public final class Macros {

    private final Map<String, Macro> byName = new LinkedHashMap<>();

    /**
     * Starts with these macros.
     *
     * @throws PlashException if two have the same name
     */
    public Macros(Collection<Macro> macros) {
        for (Macro macro : macros) {
            for (String name : macro.names()) {
                Macro other = byName.putIfAbsent(name, macro);
                if (other != null) {
                    throw new PlashException("two macros are called " + MacroCall.option(name) + ": "
                            + other.getClass().getName() + " and "
                            + macro.getClass().getName());
                }
            }
        }
    }

    /** Each macro once, in the order in which to show them. */
    public Collection<Macro> all() {
        return new LinkedHashSet<>(byName.values());
    }

    /** The macro of this name, without dashes. */
    public Optional<Macro> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    void define(Macro macro) {
        macro.names().forEach(name -> byName.put(name, macro));
    }

    /** The names that a misspelt one may stand for. */
    List<String> closeTo(String name) {
        List<String> close = new ArrayList<>();
        for (String other : byName.keySet()) {
            int longer = Math.max(name.length(), other.length());
            // Of short names all are alike.
            if (longer > 2 && distance(name, other) <= Math.max(1, longer / 3)) {
                close.add(other);
            }
        }
        return close;
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
