/**
 * Directory trees on the disk: walks and removes them by directory descriptors, so that no link and no mount
 * point leads out of them.
 */
@NullMarked
package io.plash.tree;

import org.jspecify.annotations.NullMarked;
