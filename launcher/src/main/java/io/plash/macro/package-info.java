/**
 * The build language: lines become macro calls, calls become a shell script, and the script says which image it starts
 * from and where its layers end. The macros themselves are in {@code io.plash.macro.builtin}.
 */
@NullMarked
package io.plash.macro;

import org.jspecify.annotations.NullMarked;
