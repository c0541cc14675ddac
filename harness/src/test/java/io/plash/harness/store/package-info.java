/** What the build data goes through: processes that are killed, that compete, and bad input. */
@NullMarked
package io.plash.harness.store;

import org.jspecify.annotations.NullMarked;
