/** Commands about the build data: where it is, what is in it, what is called how. */
@NullMarked
package io.plash.cli.store;

import org.jspecify.annotations.NullMarked;
