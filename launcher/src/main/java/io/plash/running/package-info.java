/** Which programs run in containers and which layers they use, as the kernel tells it. No file of ours says so. */
@NullMarked
package io.plash.running;

import org.jspecify.annotations.NullMarked;
