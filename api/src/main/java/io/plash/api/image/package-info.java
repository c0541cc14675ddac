/** The contract of image sources, which bring root filesystems from somewhere else. */
@NullMarked
package io.plash.api.image;

import org.jspecify.annotations.NullMarked;
