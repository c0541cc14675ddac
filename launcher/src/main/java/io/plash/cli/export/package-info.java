/** Commands that take containers out of the build data. */
@NullMarked
package io.plash.cli.export;

import org.jspecify.annotations.NullMarked;
