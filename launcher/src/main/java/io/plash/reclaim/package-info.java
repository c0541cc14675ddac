/** Gives back the space of what nobody needs any more. */
@NullMarked
package io.plash.reclaim;

import org.jspecify.annotations.NullMarked;
