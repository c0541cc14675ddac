package io.plash.build;

import io.plash.store.ContainerId;
import io.plash.text.RawText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name under which a built layer is remembered in the map. */
final class CacheKey {

    private CacheKey() {}

    /**
     * Of a layer: its parent and its script, and nothing else. The hash only has to keep different scripts of one user
     * apart, and the same key finds the layers that older versions of plash built.
     */
    static String of(ContainerId parent, String script) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(RawText.encode(parent + ":" + script)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
