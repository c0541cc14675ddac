/** Commands of the newest vintage of plash that have no other name here. They are made for shell scripts. */
@NullMarked
package io.plash.cli.vintage;

import org.jspecify.annotations.NullMarked;
