/** Machines that the installed plash is put into: privileged containers of Docker, and what stands in for them. */
@NullMarked
package io.plash.harness.machine;

import org.jspecify.annotations.NullMarked;
