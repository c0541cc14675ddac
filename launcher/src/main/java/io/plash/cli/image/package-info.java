/** Commands that bring root filesystems in and out. */
@NullMarked
package io.plash.cli.image;

import org.jspecify.annotations.NullMarked;
