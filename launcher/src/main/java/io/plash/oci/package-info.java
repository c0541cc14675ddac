/** Writes containers as images that every other tool knows (OCI image-spec). */
@NullMarked
package io.plash.oci;

import org.jspecify.annotations.NullMarked;
