/** The place of the FUSE union filesystems. It has no provider, so none is registered and plash offers none. */
@NullMarked
package io.plash.union.fuse;

import org.jspecify.annotations.NullMarked;
