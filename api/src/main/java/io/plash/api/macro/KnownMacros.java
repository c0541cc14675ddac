package io.plash.api.macro;

import java.util.Set;

/** The macros there are at one point of an evaluation. What is done here holds for the rest of it. */
public interface KnownMacros {

    /** From now on calls by the names of this macro are its own, whoever had them before. */
    void define(Macro macro);

    /**
     * Adds the macros of a provider, unless they are there already.
     *
     * @param provider its {@linkplain MacroProvider#name() name}
     * @throws io.plash.api.PlashException if there is no such provider, or another one has a macro of the same name
     */
    void importFrom(String provider);

    /** Forgets all macros but those of these names. */
    void keepOnly(Set<String> names);
}
