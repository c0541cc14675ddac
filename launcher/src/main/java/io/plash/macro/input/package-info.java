/** What an evaluation reads of the host, and the memory of it, by which a later one can be spared. */
@NullMarked
package io.plash.macro.input;

import org.jspecify.annotations.NullMarked;
