/** Kernel overlayfs, for root and, since Linux 5.11, for everybody. */
@NullMarked
package io.plash.union.overlay;

import org.jspecify.annotations.NullMarked;
