/** Unpacks root filesystems from tar archives of strangers. */
@NullMarked
package io.plash.archive;

import org.jspecify.annotations.NullMarked;
