/** Union filesystems other than the kernel's. */
@NullMarked
package io.plash.harness.union;

import org.jspecify.annotations.NullMarked;
