/** This machine: who runs plash, and the only place that starts processes. */
@NullMarked
package io.plash.host;

import org.jspecify.annotations.NullMarked;
