/** Passwords for registries, where docker and podman keep them. */
@NullMarked
package io.plash.source.docker.login;

import org.jspecify.annotations.NullMarked;
