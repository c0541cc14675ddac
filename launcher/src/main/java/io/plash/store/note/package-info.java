/** What is written beside the layer of a container. */
@NullMarked
package io.plash.store.note;

import org.jspecify.annotations.NullMarked;
