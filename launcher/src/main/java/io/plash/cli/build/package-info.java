/** Commands that build containers. */
@NullMarked
package io.plash.cli.build;

import org.jspecify.annotations.NullMarked;
