package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each check of {@code plash test} is a test here. */
@ForEachCaller
final class SelfCheckIT {

    private static final Pattern LINE = Pattern.compile("(\\S+) +(PASS|FAIL|SKIP) ?(.*)");
    private static final Pattern COMMAND = Pattern.compile("plash ([a-z][a-z:-]*) .*");

    private final Plash plash;

    SelfCheckIT(Plash plash) {
        this.plash = plash;
    }

    @TestFactory
    Stream<DynamicTest> checks() throws IOException {
        Set<String> commands = commands();
        List<Check> checks = run();
        assertThat(checks.stream().map(Check::name)).containsExactlyElementsOf(names());
        return checks.stream().map(check -> dynamicTest(check.name(), () -> check.assertPassed(commands)));
    }

    private Set<String> commands() {
        return plash.value("help")
                .lines()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> names() throws IOException {
        Path tests = Plash.prefix().resolve("lib/plash/tests").toRealPath();
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> tests.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private List<Check> run() {
        List<Check> checks = new ArrayList<>();
        for (String line : plash.shell("plash test 2>&1 || :").value().split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                checks.add(new Check(matcher.group(1), matcher.group(2), matcher.group(3), new StringBuilder()));
            } else if (!checks.isEmpty()) {
                checks.get(checks.size() - 1).log().append(line).append('\n');
            } else {
                fail(line);
            }
        }
        return checks;
    }

    /** The outcome of a check; the log is that of a failure. */
    private record Check(String name, String outcome, String reason, StringBuilder log) {

        void assertPassed(Set<String> commands) {
            assumeFalse(outcome.equals("SKIP"), reason);
            if (outcome.equals("FAIL")) {
                String command = name.replaceFirst(".*/", "");
                assumeFalse(name.startsWith("unit/") && !commands.contains(command), "plash has no " + command);
                assumeFalse(
                        (name.startsWith("plashscripts/") || name.equals("unit/exec"))
                                && !Files.exists(Plash.prefix().resolve("bin/plash-exec")),
                        "plash has no plash-exec");
                fail(log.toString());
            }
        }
    }
}
