/** Where images come from, with real servers. */
@NullMarked
package io.plash.harness.source;

import org.jspecify.annotations.NullMarked;
