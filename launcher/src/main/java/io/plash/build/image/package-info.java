/** Brings images into the build data. */
@NullMarked
package io.plash.build.image;

import org.jspecify.annotations.NullMarked;
