package io.plash.source.docker.image;

import io.plash.api.download.Content;
import io.plash.source.docker.oci.Descriptor;

/** Has the parts of images, by their digests. */
@FunctionalInterface
public interface Blobs {

    /**
     * A part. Whoever reads it to its end can rely on its size and its digest, or gets an exception there.
     *
     * @throws io.plash.api.PlashException here or when it is read, if there is no such part or it is not what it should be
     */
    Content blob(Descriptor part);
}
