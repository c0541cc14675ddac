package io.plash.source.url;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user can say about an image behind a URL: {@code URL#sha256=HEX&strip=N&signature=URL}, in any order, each or
 * none; {@code sha512=HEX} in the place of the other digest.
 *
 * @param url where the archive is
 * @param digest of the archive
 * @param strip how many directories to take off
 * @param signature where a detached signature of the archive is
 */
record UrlImage(Url url, Optional<Digest> digest, int strip, Optional<Url> signature) {

    private static final String AN_OPTION = "(sha256|sha512|strip|signature)=([^&#]*)";
    private static final Pattern OPTION = Pattern.compile(AN_OPTION);
    private static final Pattern FILE = Pattern.compile("(?is)file:.*");

    /** What stands behind another {@code #} in the name of a file is a part of the name. */
    private static final Pattern PARTS_OF_FILE =
            Pattern.compile("(?s)(?<url>.*?)(?:#(?<options>(?:" + AN_OPTION + "(?:&(?=.)|$))+))?");

    private static final int MOST_DIRECTORIES = 20;

    /**
     * Reads it, without asking anyone.
     *
     * @throws PlashException if something else stands behind {@code #} of an address on the web: it may well be a
     *     digest that is spelled in another way, and nobody would notice that it is not checked
     */
    static UrlImage parse(String text) {
        if (FILE.matcher(text).matches()) {
            Matcher parts = PARTS_OF_FILE.matcher(text);
            String options = parts.matches() ? parts.group("options") : null;
            return options == null ? plain(text) : plain(parts.group("url")).withAll(options);
        }
        int fragment = text.indexOf('#');
        return fragment < 0 ? plain(text) : plain(text.substring(0, fragment)).withAll(text.substring(fragment + 1));
    }

    private static UrlImage plain(String url) {
        return new UrlImage(Url.parse(url), Optional.empty(), 0, Optional.empty());
    }

    private UrlImage withAll(String options) {
        UrlImage image = this;
        Set<String> seen = new HashSet<>();
        for (String text : options.split("&", -1)) {
            Matcher option = OPTION.matcher(text);
            if (!option.matches()) {
                // What stands there is not shown: it can be the end of a password that has a # in it.
                throw badOptions("there is something else than options behind #");
            }
            if (!seen.add(option.group(1).replaceFirst("sha[0-9]+", "digest"))) {
                throw badOptions("an option stands there twice");
            }
            image = image.with(option.group(1), option.group(2));
        }
        return image;
    }

    private PlashException badOptions(String reason) {
        return new PlashException(
                "cannot use " + url.label() + ": " + reason,
                "behind # stand sha256=HEX or sha512=HEX, strip=N and signature=URL, with & between them");
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
            case "sha256", "sha512" ->
                new UrlImage(url, Optional.of(Digest.parse(option + ":" + value)), strip, signature);
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
        digest.ifPresent(known -> options.add(known.algorithm() + "=" + known.hex()));
        if (strip > 0) {
            options.add("strip=" + strip);
        }
        shownSignature.ifPresent(where -> options.add("signature=" + where));
        return options.isEmpty() ? "" : "#" + String.join("&", options);
    }
}
