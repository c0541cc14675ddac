package io.plash.macro;

import io.plash.api.macro.MacroCall;

/**
 * One call of a macro in a build file or on the command line.
 *
 * @param line where the call starts
 */
public record PlacedCall(MacroCall call, Line line) {}
