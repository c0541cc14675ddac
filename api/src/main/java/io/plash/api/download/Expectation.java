package io.plash.api.download;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file has to be. What is not said is not checked.
 *
 * @param digest of its content
 * @param size in bytes; without it, a limit that keeps disks from filling up applies
 * @param signature is checked with gpgv and the keyring of the user
 */
public record Expectation(Optional<Digest> digest, OptionalLong size, Optional<Signature> signature) {

    /** Anything will do. */
    public static final Expectation NONE = new Expectation(Optional.empty(), OptionalLong.empty(), Optional.empty());

    /** This content. */
    public static Expectation of(Digest digest) {
        return new Expectation(Optional.of(digest), OptionalLong.empty(), Optional.empty());
    }

    /** This content of this size. */
    public static Expectation of(Digest digest, long size) {
        return new Expectation(Optional.of(digest), OptionalLong.of(size), Optional.empty());
    }

    /** The same, signed. */
    public Expectation signedBy(Signature signature) {
        return new Expectation(digest, size, Optional.of(signature));
    }
}
