/** The network: one downloader for all image sources, with a cache of what it has fetched. */
@NullMarked
package io.plash.download;

import org.jspecify.annotations.NullMarked;
