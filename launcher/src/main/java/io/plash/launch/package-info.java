/** Launch plans: what happens between the plash command and the program in the container. */
@NullMarked
package io.plash.launch;

import org.jspecify.annotations.NullMarked;
