/** The build data: which containers there are and where their layers lie. */
@NullMarked
package io.plash.store;

import org.jspecify.annotations.NullMarked;
