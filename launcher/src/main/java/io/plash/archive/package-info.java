/** Tar archives: unpacks those of strangers as root filesystems, and writes root filesystems as archives. */
@NullMarked
package io.plash.archive;

import org.jspecify.annotations.NullMarked;
