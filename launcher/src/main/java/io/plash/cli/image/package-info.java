/** Commands that bring images into the build data. */
@NullMarked
package io.plash.cli.image;

import org.jspecify.annotations.NullMarked;
