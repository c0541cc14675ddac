package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Nginx;
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
import org.junit.jupiter.api.TestFactory;

/** Each check of {@code plash test} is a test here. The caller without subordinate ids has those of commands in a machine. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class SelfCheckIT {

    private static final Pattern LINE = Pattern.compile("(\\S+) +(PASS|FAIL|SKIP) ?(.*)");

    /** The internet, as far as the checks need it. */
    private static final String SERVERS = """
            build=images/alpine/edge/$(dpkg --print-architecture 2>/dev/null || echo amd64)/default/20240901_13:00
            mkdir -p "$WWW/$build" "$WWW/meta/1.0" "$WWW/ihucos/plash-python-example/HEAD"
            plash export-tar 1 - | xz -0 >"$WWW/$build/rootfs.tar.xz"
            (cd "$WWW/$build" && sha256sum rootfs.tar.xz >SHA256SUMS)
            echo "$build" | sed 's,images/\\(.*\\)/\\(.*\\)/\\(.*\\)/\\(.*\\)/\\(.*\\),\\1;\\2;\\3;\\4;\\5;/&/,' >"$WWW/meta/1.0/index-user"
            printf '%s\\n' '--from host' '--run' 'touch /example' >"$WWW/ihucos/plash-python-example/HEAD/plashfile"
            """;

    private final Plash plash;

    SelfCheckIT(Plash plash) {
        this.plash = plash;
    }

    @TestFactory
    Stream<DynamicTest> checks() throws IOException {
        List<Check> checks = run();
        assertThat(checks.stream().map(Check::name)).containsExactlyElementsOf(names());
        return checks.stream().map(check -> dynamicTest(check.name(), () -> check.assertPassed()));
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

    private List<Check> run() throws IOException {
        try (Nginx nginx = Nginx.start()) {
            return run(plash.with("WWW", nginx.root().toString())
                    .with("PLASH_LXC_SERVER", nginx.url())
                    .with("PLASH_GITHUB_SERVER", nginx.url()));
        }
    }

    private static List<Check> run(Plash plash) {
        List<Check> checks = new ArrayList<>();
        for (String line : plash.shell(SERVERS + "plash test 2>&1 || :").value().split("\n")) {
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

        void assertPassed() {
            assumeFalse(outcome.equals("SKIP"), reason);
            if (outcome.equals("FAIL")) {
                fail(log.toString());
            }
        }
    }
}
