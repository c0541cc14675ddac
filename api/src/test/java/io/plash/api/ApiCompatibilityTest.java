package io.plash.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Jars that were compiled against this API once go on working. What there is stands in a file, since there is no release
 * yet that could be compared with. With -Dplash.api=write it is written first.
 */
final class ApiCompatibilityTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path KNOWN = Path.of("src/test/resources/io/plash/api/public-api.txt");

    private static final String REMEDY =
            "write %s anew with: mvn -o -q -B test -pl api -Dtest=ApiCompatibilityTest".formatted("api/" + KNOWN)
                    + " -Dplash.api=write";

    @BeforeAll
    static void writesTheFileIfAsked() throws IOException {
        if ("write".equals(System.getProperty("plash.api"))) {
            Files.write(KNOWN, (String.join("\n", PublicApi.in(CLASSES)) + "\n").getBytes(UTF_8));
        }
    }

    @Test
    void nothingThatThirdPartiesUseIsGone() throws IOException {
        assertThat(without(known(), PublicApi.in(CLASSES)))
                .as("gone or changed, so that jars of third parties break; keep it, or if it has to go, " + REMEDY)
                .isEmpty();
    }

    @Test
    void nothingIsAskedOfThirdPartiesThatTheyDoNotHave() throws IOException {
        assertThat(asked(known(), PublicApi.in(CLASSES)))
                .as("jars of third parties lack these; give them a default, or if there is none, " + REMEDY)
                .isEmpty();
    }

    @Test
    void whatIsNewIsWrittenDown() throws IOException {
        assertThat(without(PublicApi.in(CLASSES), known())).as("new; " + REMEDY).isEmpty();
    }

    private static SortedSet<String> known() throws IOException {
        return new TreeSet<>(Files.readAllLines(KNOWN));
    }

    private static SortedSet<String> without(Set<String> lines, Set<String> others) {
        SortedSet<String> rest = new TreeSet<>(lines);
        rest.removeAll(others);
        return rest;
    }

    /** The new methods without a body of types that are not new. */
    private static List<String> asked(Set<String> known, Set<String> lines) {
        Set<String> knownTypes = known.stream().map(ApiCompatibilityTest::type).collect(Collectors.toSet());
        return without(lines, known).stream()
                .filter(line -> line.matches("[^:]*: .*\\babstract .*\\(.*"))
                .filter(line -> knownTypes.contains(type(line)))
                .toList();
    }

    private static String type(String line) {
        return line.substring(0, line.indexOf(':'));
    }
}
