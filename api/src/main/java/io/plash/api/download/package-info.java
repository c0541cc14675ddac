/**
 * How image sources reach the network: through a downloader that plash hands to them. So proxies, certificates,
 * redirects, retries, resuming, checking and caching are the same for every source.
 */
@NullMarked
package io.plash.api.download;

import org.jspecify.annotations.NullMarked;
