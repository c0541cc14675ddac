/** Mounts as values: what is to be mounted where, and how that is written in an fstab file. */
@NullMarked
package io.plash.api.mount;

import org.jspecify.annotations.NullMarked;
