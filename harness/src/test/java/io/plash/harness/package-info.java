/** What holds for plash as a whole: its architecture and its source tree. */
@NullMarked
package io.plash.harness;

import org.jspecify.annotations.NullMarked;
