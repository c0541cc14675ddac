/** The contract of union filesystems, which show the layers of a container as one directory. */
@NullMarked
package io.plash.api.union;

import org.jspecify.annotations.NullMarked;
