package io.plash.posix.library;

import io.plash.api.download.Digest;
import java.security.MessageDigest;

/** Computes digests of much content: images, layers, downloads. */
public final class FastDigest {

    private FastDigest() {}

    /** The same as {@link Digest#computation}, by the fastest that this machine has. */
    public static MessageDigest computation(String algorithm) {
        return algorithm.equals("sha256")
                ? LibcryptoSha256.create().orElseGet(() -> Digest.computation(algorithm))
                : Digest.computation(algorithm);
    }
}
