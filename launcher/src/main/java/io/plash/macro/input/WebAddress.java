package io.plash.macro.input;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a text on the web.
 *
 * @param url without fragment
 * @param digest what the text has to have, if the fragment says so
 */
public record WebAddress(String url, Optional<Digest> digest) {

    private static final String PIN = "sha256=";

    /**
     * Reads what the user typed.
     *
     * @throws PlashException if it is neither http nor https, or has a fragment that means nothing
     */
    public static WebAddress of(String text) {
        String scheme = text.toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("https://") && !scheme.startsWith("http://")) {
            throw new PlashException("not an address of the web: '" + text + "'", "it begins with https://");
        }
        int hash = text.indexOf('#');
        if (hash < 0) {
            return new WebAddress(text, Optional.empty());
        }
        String fragment = text.substring(hash + 1);
        if (!fragment.startsWith(PIN)) {
            throw new PlashException(
                    "not an address of a file: '" + text + "'", "behind # only sha256=DIGEST may stand");
        }
        return new WebAddress(
                text.substring(0, hash), Optional.of(new Digest("sha256", fragment.substring(PIN.length()))));
    }

    /** Whether its text can never be another one. */
    public boolean isPinned() {
        return digest.isPresent();
    }
}
