/** The installed plash, as its callers see it: what runs it, and the image that it is tried with. */
@NullMarked
package io.plash.harness.installed;

import org.jspecify.annotations.NullMarked;
