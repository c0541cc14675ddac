/**
 * Lets package managers work where a container has one user only.
 *
 * <p>They give files to other users, and become them. Without subordinate ids the kernel cannot do either. So it is not
 * asked: a filter answers these system calls, and the owners that files should have had are written down beside them.
 */
@NullMarked
package io.plash.fakeroot;

import org.jspecify.annotations.NullMarked;
