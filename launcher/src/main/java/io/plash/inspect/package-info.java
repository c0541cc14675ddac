/** Looks into the layers of containers. */
@NullMarked
package io.plash.inspect;

import org.jspecify.annotations.NullMarked;
