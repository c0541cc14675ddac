/** What reaches the program of a container, and what stays of plash. */
@NullMarked
package io.plash.harness.launch;

import org.jspecify.annotations.NullMarked;
