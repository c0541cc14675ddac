/** The command line: one class for each command. */
@NullMarked
package io.plash.cli;

import org.jspecify.annotations.NullMarked;
