/** Builds containers, layer by layer, and brings images in. */
@NullMarked
package io.plash.build;

import org.jspecify.annotations.NullMarked;
