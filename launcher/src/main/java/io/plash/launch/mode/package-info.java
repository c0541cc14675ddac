/** The launch modes that plash brings. */
@NullMarked
package io.plash.launch.mode;

import org.jspecify.annotations.NullMarked;
