/** Recognises compressed streams by their content and decompresses them in a thread of their own. */
@NullMarked
package io.plash.compress;

import org.jspecify.annotations.NullMarked;
