/** The contract of macros, the instructions of the build language, and of what brings them. */
@NullMarked
package io.plash.api.macro;

import org.jspecify.annotations.NullMarked;
