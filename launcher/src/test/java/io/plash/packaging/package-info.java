/** What the build does to the distribution beside putting it together. */
@NullMarked
package io.plash.packaging;

import org.jspecify.annotations.NullMarked;
