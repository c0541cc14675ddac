package io.plash.api.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A digest of content, such as {@code sha256:e3b0…}. Its text can safely be part of a file name or an address.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex in lower case, as many digits as the algorithm gives
 */
public record Digest(String algorithm, String hex) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");

    /** Checks it. */
    public Digest {
        Pattern form = switch (algorithm) {
            case "sha256" -> SHA256;
            case "sha512" -> SHA512;
            default -> throw malformed(algorithm + ":" + hex);
        };
        if (!form.matcher(hex).matches()) {
            throw malformed(algorithm + ":" + hex);
        }
    }

    /**
     * Reads {@code sha256:HEX}.
     *
     * @throws PlashException if it is anything else
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw malformed(text);
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The SHA-256 of a text. */
    public static Digest sha256(String text) {
        return of("sha256", computation("sha256").digest(text.getBytes(UTF_8)));
    }

    /** The SHA-256 of what can be read. */
    public static Digest sha256(Content content) throws IOException {
        MessageDigest digest = computation("sha256");
        try (InputStream in = new DigestInputStream(content.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return of("sha256", digest.digest());
    }

    /** What an algorithm has computed. */
    public static Digest of(String algorithm, byte[] value) {
        return new Digest(algorithm, HexFormat.of().formatHex(value));
    }

    /** A computation by this algorithm, to be given bytes. */
    public static MessageDigest computation(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static PlashException malformed(String text) {
        String shown = text.length() > 140 ? text.substring(0, 140) + "…" : text;
        return new PlashException(
                "not a digest: " + shown.replaceAll("\\p{Cntrl}", "?"), "write sha256: and 64 hexadecimal digits");
    }
}
