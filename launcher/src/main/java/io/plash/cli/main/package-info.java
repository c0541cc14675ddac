/** The entry of Java: reads the command line, finds the command, runs it, and reports what went wrong. */
@NullMarked
package io.plash.cli.main;

import org.jspecify.annotations.NullMarked;
