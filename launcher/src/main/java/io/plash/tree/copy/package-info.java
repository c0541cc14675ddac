/** Copies of directory trees, with all that the kernel lets one copy. */
@NullMarked
package io.plash.tree.copy;

import org.jspecify.annotations.NullMarked;
