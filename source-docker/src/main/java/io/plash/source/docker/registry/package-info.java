/** Talks to registries (OCI distribution-spec). */
@NullMarked
package io.plash.source.docker.registry;

import org.jspecify.annotations.NullMarked;
