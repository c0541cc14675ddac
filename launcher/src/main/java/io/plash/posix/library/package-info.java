/** What libraries of the machine do faster than Java; without them Java does it. */
@NullMarked
package io.plash.posix.library;

import org.jspecify.annotations.NullMarked;
