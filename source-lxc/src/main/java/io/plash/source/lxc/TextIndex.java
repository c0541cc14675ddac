package io.plash.source.lxc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The older index, {@code meta/1.0/index-user}: lines of {@code DISTRIBUTION;RELEASE;ARCHITECTURE;VARIANT;BUILD;PATH/}, the
 * newest build of each product.
 */
final class TextIndex {

    private TextIndex() {}

    static List<Product> products(String text) {
        return text.lines()
                .map(line -> line.split(";", -1))
                .filter(fields -> fields.length >= 6 && !fields[4].isBlank() && !fields[5].isBlank())
                .map(fields -> new Product(
                        fields[0],
                        List.of(fields[1]),
                        fields[2],
                        fields[3],
                        List.of(new Build(
                                fields[4],
                                fields[5].replaceFirst("^/+", "") + "rootfs.tar.xz",
                                OptionalLong.empty(),
                                Optional.empty()))))
                .collect(Collectors.toList());
    }

    /** The digest of a file, of the lines {@code HEX  NAME} of a file SHA256SUMS. */
    static Optional<String> sum(String sums, String name) {
        return sums.lines()
                .map(line -> line.split("[ *]+", 2))
                .filter(fields -> fields.length == 2 && fields[1].equals(name))
                .map(fields -> fields[0])
                .findFirst();
    }
}
