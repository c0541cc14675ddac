/** What files have beside their content: reads it, writes it, and counts what cannot be had here. */
@NullMarked
package io.plash.tree.attribute;

import org.jspecify.annotations.NullMarked;
