/** What is built, by whom, and of which images. */
@NullMarked
package io.plash.harness.build;

import org.jspecify.annotations.NullMarked;
