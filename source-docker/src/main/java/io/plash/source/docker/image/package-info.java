/** Finds what an image consists of, wherever its parts are. */
@NullMarked
package io.plash.source.docker.image;

import org.jspecify.annotations.NullMarked;
