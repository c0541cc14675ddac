/** Finds out what this machine lacks. */
@NullMarked
package io.plash.doctor;

import org.jspecify.annotations.NullMarked;
