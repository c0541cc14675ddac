/** What a launch plan says, and what makes it invalid. */
@NullMarked
package io.plash.launch.plan;

import org.jspecify.annotations.NullMarked;
