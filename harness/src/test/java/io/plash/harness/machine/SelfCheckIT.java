package io.plash.harness.machine;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each check of {@code plash test} is a test here. The caller without subordinate ids has those of commands in a machine. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class SelfCheckIT {

    private final Plash plash;

    SelfCheckIT(Plash plash) {
        this.plash = plash;
    }

    @TestFactory
    Stream<DynamicTest> checks() throws IOException {
        try (Internet internet = new Internet()) {
            Plash connected = plash;
            for (Map.Entry<String, String> variable : internet.variables().entrySet()) {
                connected = connected.with(variable.getKey(), variable.getValue());
            }
            return Check.parse("", connected.shell("plash test 2>&1 || :").value()).stream()
                    .map(Check::test);
        }
    }
}
