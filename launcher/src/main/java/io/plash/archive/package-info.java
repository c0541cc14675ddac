/** Temporary. */
@NullMarked
package io.plash.archive;

import org.jspecify.annotations.NullMarked;
