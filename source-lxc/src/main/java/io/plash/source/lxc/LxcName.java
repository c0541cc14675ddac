package io.plash.source.lxc;

import io.plash.api.PlashException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user can say about an image: {@code alpine}, {@code alpine:3.20}, {@code debian/arm64}, {@code
 * debian/12/cloud}, {@code debian/bookworm/arm64/default}; and what plash adds so that it means one content only, {@code
 * @BUILD=SHA256}. Of fewer than four words, that which is an architecture is known by its name.
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

    private static final Pattern FORM = Pattern.compile("(?<distribution>W)(?:[:/](?<second>W))?(?:/(?<third>W))?"
            .concat("(?:/(?<fourth>W))?(?:@(?<build>[0-9]{8}_[0-9]{2}:[0-9]{2})=(?<sha>[0-9a-f]{64}))?")
            .replace("W", "[a-z0-9][a-z0-9.+_-]*"));

    private static final DataFile RENAMED = DataFile.named("renamed");
    private static final DataFile ARCHITECTURES = DataFile.named("architectures");
    private static final String USUAL_VARIANT = "default";

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
        List<String> words = Stream.of("second", "third", "fourth")
                .map(form::group)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
        boolean all = words.size() == 3;
        Optional<String> release = all || !beginsWithArchitecture(words) ? next(words) : Optional.empty();
        Optional<String> architecture = all || beginsWithArchitecture(words) ? next(words) : Optional.empty();
        String variant = next(words).orElse(USUAL_VARIANT);
        return new LxcName(
                form.group("distribution"),
                release,
                architecture.map(LxcName::architecture),
                variant,
                Optional.ofNullable(form.group("build")),
                Optional.ofNullable(form.group("sha")));
    }

    /** What Debian calls an architecture; a word that is not known is its own name. */
    static String architecture(String word) {
        return ARCHITECTURES.get(word).orElse(word);
    }

    private static boolean beginsWithArchitecture(List<String> words) {
        return !words.isEmpty() && ARCHITECTURES.get(words.get(0)).isPresent();
    }

    private static Optional<String> next(List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.remove(0));
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
        boolean known =
                architecture.map(name -> ARCHITECTURES.get(name).isPresent()).orElse(true);
        boolean special = !variant.equals(USUAL_VARIANT) || build.isPresent() || !known;
        architecture.ifPresent(name -> text.append('/').append(name));
        if (special) {
            text.append('/').append(variant);
        }
        build.ifPresent(serial -> text.append('@').append(serial));
        sha256.ifPresent(hex -> text.append('=').append(hex));
        return text.toString();
    }
}
