package io.plash.source.lxc;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One build of a product.
 *
 * @param serial when it was made, {@code 20240901_05:24}; later ones are greater
 * @param path where its root filesystem is, seen from the server's root
 * @param size in bytes, if the index says so
 * @param sha256 of the root filesystem, in hexadecimal, if the index says so
 */
record Build(String serial, String path, OptionalLong size, Optional<String> sha256) {}
