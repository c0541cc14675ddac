package io.plash.cli.vintage;

import io.plash.text.RawText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names in the map that stand for what was asked for. */
final class CallKey {

    private CallKey() {}

    /** Two texts with the same digest are the same. */
    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(RawText.encode(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
