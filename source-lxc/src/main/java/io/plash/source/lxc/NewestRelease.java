package io.plash.source.lxc;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which release is meant where none is named. */
final class NewestRelease {

    private static final DataFile RULES = DataFile.named("releases");
    private static final String CURRENT = "current";
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)*";

    private NewestRelease() {}

    /** One of these releases of a distribution; none of none. */
    static Optional<String> of(String distribution, Collection<String> releases) {
        String rule = RULES.get(distribution).orElse("");
        Optional<String> chosen = rule.equals("numbers") ? highest(releases) : last(rule, releases);
        return chosen.or(() -> releases.stream().filter(CURRENT::equals).findFirst())
                .or(() -> highest(releases))
                .or(() -> releases.stream().max(Comparator.naturalOrder()));
    }

    private static Optional<String> last(String rule, Collection<String> releases) {
        List<String> order = List.of(rule.split(" "));
        return releases.stream().filter(order::contains).max(Comparator.comparing(order::indexOf));
    }

    private static Optional<String> highest(Collection<String> releases) {
        return releases.stream()
                .filter(release -> release.matches(NUMBER))
                .max((a, b) -> Arrays.compare(key(a), key(b)));
    }

    private static long[] key(String number) {
        // A release with more digits than a long has is none of this world.
        return Arrays.stream(number.split("\\."))
                .mapToLong(part -> Long.parseLong(part.length() > 18 ? part.substring(0, 18) : part))
                .toArray();
    }
}
