/** What the command line and each of its commands know of each other; the commands are in the packages below. */
@NullMarked
package io.plash.cli;

import org.jspecify.annotations.NullMarked;
