package io.plash.source.url;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user can say about an image behind a URL: {@code URL#sha256=HEX&strip=N&signature=URL}, in any order, each or
 * none.
 *
 * @param url where the archive is
 * @param digest of the archive
 * @param strip how many directories to take off
 * @param signature where a detached signature of the archive is
 */
record UrlImage(Url url, Optional<Digest> digest, int strip, Optional<Url> signature) {

    private static final Pattern PARTS =
            Pattern.compile("(?s)(?<url>.*?)(?:#(?<options>(?:(?:sha256|strip|signature)=[^&#]*(?:&(?=.)|$))+))?");
    private static final int MOST_DIRECTORIES = 20;

    static UrlImage parse(String text) {
        Matcher parts = PARTS.matcher(text);
        String options = parts.matches() ? parts.group("options") : null;
        UrlImage image = new UrlImage(
                Url.parse(options == null ? text : parts.group("url")), Optional.empty(), 0, Optional.empty());
        if (options == null) {
            return image;
        }
        for (String option : options.split("&", -1)) {
            image = image.with(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return image;
    }

    /** The same image of this digest. */
    UrlImage at(Digest exactly) {
        return new UrlImage(url, Optional.of(exactly), strip, signature);
    }

    /** All of it, with users and passwords. */
    String text() {
        return url.text() + options(signature.map(Url::text));
    }

    /** All that may be seen. */
    String label() {
        return url.label() + options(signature.map(Url::label));
    }

    private UrlImage with(String option, String value) {
        return switch (option) {
            case "sha256" -> new UrlImage(url, Optional.of(Digest.parse("sha256:" + value)), strip, signature);
            case "strip" -> new UrlImage(url, digest, directories(value), signature);
            default -> new UrlImage(url, digest, strip, Optional.of(signature(value)));
        };
    }

    private Url signature(String value) {
        Url where = Url.parse(value);
        if (url.isFile() || where.isFile()) {
            throw new PlashException(
                    "cannot check the signature of a file of this machine", "check it yourself with `gpgv`");
        }
        return where;
    }

    private static int directories(String value) {
        if (!value.matches("[0-9]{1,2}") || Integer.parseInt(value) > MOST_DIRECTORIES) {
            throw new PlashException("not a number of directories to strip: " + value.replaceAll("\\p{Cntrl}", "?"));
        }
        return Integer.parseInt(value);
    }

    private String options(Optional<String> shownSignature) {
        List<String> options = new ArrayList<>();
        digest.ifPresent(known -> options.add("sha256=" + known.hex()));
        if (strip > 0) {
            options.add("strip=" + strip);
        }
        shownSignature.ifPresent(where -> options.add("signature=" + where));
        return options.isEmpty() ? "" : "#" + String.join("&", options);
    }
}
