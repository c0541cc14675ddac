/** Commands that show what there is: containers, what they take, what they changed, which of them run. */
@NullMarked
package io.plash.cli.inspect;

import org.jspecify.annotations.NullMarked;
