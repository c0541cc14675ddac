package io.plash.harness.machine;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The outcome of one check of {@code plash test}.
 *
 * @param reason why it was skipped
 * @param log that of a failure
 */
record Check(String name, String outcome, String reason, StringBuilder log) {

    private static final Pattern LINE = Pattern.compile("(\\S+) +(PASS|FAIL|SKIP) ?(.*)");

    /**
     * Reads what {@code plash test} printed, which has to have all that it was asked for.
     *
     * @param prefix of the names
     */
    static List<Check> parse(String prefix, String output) throws IOException {
        List<Check> checks = new ArrayList<>();
        for (String line : output.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                checks.add(new Check(matcher.group(1), matcher.group(2), matcher.group(3), new StringBuilder()));
            } else if (!checks.isEmpty()) {
                checks.get(checks.size() - 1).log().append(line).append('\n');
            }
        }
        if (!checks.stream().map(Check::name).toList().equals(names(prefix))) {
            fail(output);
        }
        return checks;
    }

    private static List<String> names(String prefix) throws IOException {
        Path tests = Plash.prefix().resolve("lib/plash/tests").toRealPath();
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> tests.relativize(file).toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    DynamicTest test() {
        return dynamicTest(name, () -> {
            assumeFalse(outcome.equals("SKIP"), reason);
            if (outcome.equals("FAIL")) {
                fail(log.toString());
            }
        });
    }
}
