/** Builds containers, layer by layer. */
@NullMarked
package io.plash.build;

import org.jspecify.annotations.NullMarked;
