/** The contract of launch modes, which turn a process into a container. */
@NullMarked
package io.plash.api.launch;

import org.jspecify.annotations.NullMarked;
