/** Commands that become a program, in a container or beside one. */
@NullMarked
package io.plash.cli.run;

import org.jspecify.annotations.NullMarked;
