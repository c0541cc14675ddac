/** The place of the images of linuxcontainers.org. It has no provider, so none is registered and plash offers none. */
@NullMarked
package io.plash.source.lxc;

import org.jspecify.annotations.NullMarked;
