/** Text as the kernel has it: bytes that need not be valid in any encoding. */
@NullMarked
package io.plash.text;

import org.jspecify.annotations.NullMarked;
