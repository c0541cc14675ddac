/** The documents that describe an image: index, manifest and config (OCI image-spec, Docker image manifest v2, schema 2). */
@NullMarked
package io.plash.source.docker.oci;

import org.jspecify.annotations.NullMarked;
