/** The place of the images of OCI registries. It has no provider, so none is registered and plash offers none. */
@NullMarked
package io.plash.source.docker;

import org.jspecify.annotations.NullMarked;
