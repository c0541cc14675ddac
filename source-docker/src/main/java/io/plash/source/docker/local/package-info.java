/** Images on this machine: in layouts, in archives, and in a local engine. */
@NullMarked
package io.plash.source.docker.local;

import org.jspecify.annotations.NullMarked;
