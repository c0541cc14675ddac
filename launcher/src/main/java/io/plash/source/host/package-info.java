/** The image that is this machine's own system: what programs need to start, mirrored, and {@code /usr}, bound. */
@NullMarked
package io.plash.source.host;

import org.jspecify.annotations.NullMarked;
