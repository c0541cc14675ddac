package io.plash.source.docker.oci;

import io.plash.api.PlashException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a content that follows from the content (OCI image-spec, descriptor.md, "Digests"). Because it becomes part
 * of paths and URLs, there is no instance that is not well-formed.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex lower-case digits, as many as the algorithm has
 */
public record Digest(String algorithm, String hex) {

    private static final Pattern SYNTAX = Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");

    public Digest {
        if (!isDigest(algorithm + ":" + hex)) {
            throw new PlashException("no digest: " + Shown.of(algorithm + ":" + hex));
        }
    }

    /** Whether this text is a digest of an algorithm that is known here. */
    public static boolean isDigest(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /**
     * The digest of this spelling.
     *
     * @throws PlashException if it is none, or of an unknown algorithm
     */
    public static Digest parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new PlashException(
                    "no digest: " + Shown.of(text), "use sha256: and 64 lower-case hexadecimal digits");
        }
        return matcher.group(1) != null
                ? new Digest(matcher.group(1), matcher.group(2))
                : new Digest(matcher.group(3), matcher.group(4));
    }

    /** The SHA-256 of a content. */
    public static Digest of(byte[] content) {
        return ofHash("sha256", hash("sha256").digest(content));
    }

    /** A hash that an algorithm has come to. */
    public static Digest ofHash(String algorithm, byte[] hash) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash));
    }

    /** Whether the content has this digest. */
    public boolean matches(byte[] content) {
        return equals(ofHash(algorithm, newHash().digest(content)));
    }

    /** Computes hashes of the algorithm of this digest. */
    public MessageDigest newHash() {
        return hash(algorithm);
    }

    private static MessageDigest hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.replace("sha", "SHA-"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has it", e);
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
