package io.plash.macro;

import io.plash.api.PlashException;
import io.plash.api.macro.KnownMacros;
import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroProvider;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The macros there are, by name. One evaluation works on one of these, since it can change them. */
public final class Macros implements KnownMacros {

    /** A macro, and the name of the provider that brought it. */
    record Known(Macro macro, String provider) {}

    private final List<MacroProvider> providers;
    private final Map<String, Known> byName = new LinkedHashMap<>();

    /**
     * Starts with the macros of the first provider.
     *
     * @param providers whose macros can be imported, each with a name of its own
     * @throws PlashException if two of the first one's macros have the same name
     */
    public Macros(MacroProvider first, Collection<MacroProvider> providers) {
        this.providers = Stream.concat(Stream.of(first), providers.stream()).toList();
        importFrom(first.name());
    }

    /** The macro of this name, without dashes. */
    Optional<Known> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names that a misspelt one may stand for. */
    List<String> closeTo(String name) {
        return CloseNames.to(name, byName.keySet());
    }

    @Override
    public void define(Macro macro) {
        Known known = new Known(macro, "this evaluation");
        macro.names().forEach(name -> byName.put(name, known));
    }

    @Override
    public void importFrom(String name) {
        MacroProvider provider = providers.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlashException("no macro provider: " + name, "there are: " + names()));
        Set<String> added = new HashSet<>();
        for (Macro macro : provider.macros()) {
            for (String macroName : macro.names()) {
                Known other = byName.put(macroName, new Known(macro, name));
                if (other != null && (!other.provider().equals(name) || added.contains(macroName))) {
                    throw new PlashException("two macros are called " + MacroCall.option(macroName) + ": one of "
                            + other.provider() + ", one of " + name);
                }
                added.add(macroName);
            }
        }
    }

    @Override
    public void keepOnly(Set<String> names) {
        byName.keySet().retainAll(names);
    }

    private String names() {
        return String.join(", ", providers.stream().map(MacroProvider::name).toList());
    }
}
