/** Writes root filesystems as tar archives. */
@NullMarked
package io.plash.archive.export;

import org.jspecify.annotations.NullMarked;
