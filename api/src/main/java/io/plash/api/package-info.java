/**
 * What plash and its backends say to each other.
 *
 * <p>A backend is an {@link io.plash.api.image.ImageSource}, a {@link io.plash.api.union.UnionFilesystem} or a {@link
 * io.plash.api.launch.LaunchMode}. It is found by {@link java.util.ServiceLoader}: a jar with the class and a file in
 * {@code META-INF/services} is enough. This module depends on nothing but annotations.
 */
@NullMarked
package io.plash.api;

import org.jspecify.annotations.NullMarked;
