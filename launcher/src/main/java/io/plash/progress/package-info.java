/** What a user sees of long work. */
@NullMarked
package io.plash.progress;

import org.jspecify.annotations.NullMarked;
