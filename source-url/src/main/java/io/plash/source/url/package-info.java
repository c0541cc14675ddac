/** Images that are a tar archive on the web or in a file. */
@NullMarked
package io.plash.source.url;

import org.jspecify.annotations.NullMarked;
