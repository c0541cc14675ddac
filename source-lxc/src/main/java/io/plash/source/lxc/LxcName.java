package io.plash.source.lxc;

import io.plash.api.PlashException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user can say about an image: {@code alpine}, {@code alpine:3.20}, {@code debian/12}, {@code
 * debian/bookworm/arm64/default}; and what plash adds so that it means one content only, {@code @BUILD=SHA256}.
 *
 * @param release by name or number; without it the newest
 * @param architecture as Debian calls it; without it that of this machine
 * @param variant {@code default} if the user does not say
 * @param build when it was made
 * @param sha256 of its root filesystem, in hexadecimal
 */
record LxcName(
        String distribution,
        Optional<String> release,
        Optional<String> architecture,
        String variant,
        Optional<String> build,
        Optional<String> sha256) {

    private static final Pattern FORM = Pattern.compile("(?<distribution>W)(?:[:/](?<release>W))?(?:/(?<arch>W))?"
            .concat("(?:/(?<variant>W))?(?:@(?<build>[0-9]{8}_[0-9]{2}:[0-9]{2})=(?<sha>[0-9a-f]{64}))?")
            .replace("W", "[a-z0-9][a-z0-9.+_-]*"));

    private static final DataFile RENAMED = DataFile.named("renamed");

    /**
     * Reads it.
     *
     * @throws PlashException if it cannot be the name of an image
     */
    static LxcName parse(String text) {
        String typed = text.toLowerCase(Locale.ROOT);
        String current = RENAMED.get(typed).orElse(typed);
        Matcher form = FORM.matcher(current);
        if (!form.matches()) {
            throw new PlashException(
                    "not the name of an image: '" + text.replaceAll("\\p{Cntrl}", "?") + "'",
                    "write DISTRIBUTION, DISTRIBUTION:RELEASE or DISTRIBUTION/RELEASE/ARCHITECTURE/VARIANT");
        }
        return new LxcName(
                form.group("distribution"),
                Optional.ofNullable(form.group("release")),
                Optional.ofNullable(form.group("arch")),
                Optional.ofNullable(form.group("variant")).orElse("default"),
                Optional.ofNullable(form.group("build")),
                Optional.ofNullable(form.group("sha")));
    }

    /** The name that takes the place of one that images had before. */
    static Optional<String> renamed(String text) {
        return RENAMED.get(text.toLowerCase(Locale.ROOT));
    }

    /** This very build. */
    LxcName at(Product product, Build exactly) {
        return new LxcName(
                distribution,
                Optional.of(product.release()),
                Optional.of(product.architecture()),
                variant,
                Optional.of(exactly.serial()),
                exactly.sha256());
    }

    /** In one spelling. */
    String text() {
        StringBuilder text = new StringBuilder(distribution);
        release.ifPresent(name -> text.append(':').append(name));
        boolean special = !variant.equals("default") || build.isPresent();
        architecture.ifPresent(name -> text.append('/').append(name));
        if (special) {
            text.append('/').append(variant);
        }
        build.ifPresent(serial -> text.append('@').append(serial));
        sha256.ifPresent(hex -> text.append('=').append(hex));
        return text.toString();
    }
}
