/**
 * The macros that plash brings along. They know nothing of the launcher but what any macro is told by its context.
 */
@NullMarked
package io.plash.macro.builtin;

import org.jspecify.annotations.NullMarked;
