package io.plash.api.macro;

import java.util.List;

/**
 * Brings macros along: more instructions for the build language.
 *
 * <p>{@code --import NAME} asks the provider of that name for its macros, which are then known for the rest of the
 * evaluation. Without it they are not, so that a jar that is merely there changes no build, and a build file says what it
 * needs. Two providers of one name, or two macros of one name in one evaluation, are an error that names both sides.
 *
 * <p>A provider has a public constructor without parameters, keeps no state, may be called from any thread and prints
 * nothing.
 */
public interface MacroProvider {

    /** The word after {@code --import}: lower-case letters, digits and dashes. It never changes. */
    String name();

    /** The macros, in the order in which to show them; the same ones each time. None is called before it is imported. */
    List<Macro> macros();
}
