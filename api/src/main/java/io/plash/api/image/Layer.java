package io.plash.api.image;

import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One layer of an image: the files that it adds to, or hides of, the layers below it.
 *
 * @param content a tar archive, compressed or not, or a squashfs; told by its first bytes. Whiteouts are those of the
 *     OCI image specification and hide what lower layers have
 * @param diffId the digest of the archive without its compression, if it is known beforehand. Then it is checked, and a
 *     layer that is here already, on top of the same ones, is not read at all
 * @param strip how many leading components are taken off each name; entries with no more than so many are left out
 */
public record Layer(Content content, Optional<Digest> diffId, int strip) {

    /** A layer of this content, about which nothing is known. */
    public static Layer of(Content content) {
        return new Layer(content, Optional.empty(), 0);
    }

    /** A layer in a file, whose name and suffix mean nothing. */
    public static Layer of(Path file) {
        return of(Content.of(file));
    }
}
