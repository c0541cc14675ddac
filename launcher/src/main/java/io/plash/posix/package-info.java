/**
 * The one package that calls the kernel. Everything else sees the interface {@link io.plash.posix.Posix}, in which a name
 * is bytes and a failed call is a {@link io.plash.posix.PosixException}.
 */
@NullMarked
package io.plash.posix;

import org.jspecify.annotations.NullMarked;
