/** Finds the backends and wires what needs them. */
@NullMarked
package io.plash.cdi;

import org.jspecify.annotations.NullMarked;
