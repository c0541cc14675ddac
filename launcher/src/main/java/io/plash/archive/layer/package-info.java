/** The layers of images: what they hide of those below, and what they take over from them. */
@NullMarked
package io.plash.archive.layer;

import org.jspecify.annotations.NullMarked;
