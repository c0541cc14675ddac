package io.plash.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code plash test} on machines where nothing but the installed tree is known: each check in each setting is a test. */
final class SelfCheckInMachinesIT {

    /** Each caller, union filesystem and place at least once; an empty union is the choice of {@code plash init}. */
    private static final List<Setting> SETTINGS = List.of(
            new Setting(Caller.ROOT, "overlay", Machine.VOLUME),
            new Setting(Caller.ROOT, "overlay", Machine.VOLUME, "failsafe"),
            new Setting(Caller.WITH_IDS, "overlay", Machine.MEMORY),
            new Setting(Caller.SINGLE_ID, "overlay", Machine.VOLUME),
            new Setting(Caller.ROOT, "fuse-overlayfs", Machine.MEMORY),
            new Setting(Caller.WITH_IDS, "fuse-overlayfs", Machine.VOLUME),
            new Setting(Caller.ROOT, "", ""),
            new Setting(Caller.SINGLE_ID, "", ""));

    private static final String CHECKS = System.getProperty("plash.test.checks", "unit/r");

    private final List<Machine> machines = new ArrayList<>();

    @BeforeEach
    void needsAnInstalledPlash() {
        assumeTrue(System.getProperty("plash.prefix") != null, "needs an installed plash; ./verify installs one");
    }

    @AfterEach
    void close() {
        machines.forEach(Machine::close);
    }

    /** In all settings on the newest Java, and in one on each other. */
    @Tag("java")
    @TestFactory
    Stream<DynamicNode> checks() throws IOException {
        return System.getProperty("plash.test.groups", "").isEmpty()
                ? checks(SETTINGS)
                : checks(SETTINGS.subList(0, 1));
    }

    @Test
    void passInAPlainRootDirectoryToo() throws IOException {
        assertThat(checks(add(ChrootMachine.start(Plash.prefix(), Debian.archive())), SETTINGS.get(0)))
                .isNotEmpty()
                .allSatisfy(check -> check.getExecutable().execute());
    }

    @Test
    void sayWhatAnUnprivilegedContainerLacks() throws IOException {
        assumeTrue(DockerMachine.isPossible(), "needs a Docker engine");
        Machine machine = add(DockerMachine.start(Plash.prefix(), Debian.archive(), false));
        for (Caller caller : List.of(Caller.ROOT, Caller.SINGLE_ID)) {
            Result result = machine.shell(caller, Machine.VOLUME, Map.of(), "plash --from host -- true");
            assertThat(result.status()).as("%s", result).isEqualTo(1);
            assertThat(result.stderr()).contains("plash: error: ", "--privileged");
        }
    }

    private Stream<DynamicNode> checks(List<Setting> settings) throws IOException {
        Machine machine = machine();
        List<DynamicNode> nodes = new ArrayList<>();
        for (Setting setting : settings) {
            nodes.add(dynamicContainer("debian-12 (" + machine.kind() + ") / " + setting, checks(machine, setting)));
        }
        return nodes.stream();
    }

    private Machine machine() throws IOException {
        Path archive = Debian.archive();
        return add(
                DockerMachine.isPossible()
                        ? DockerMachine.start(Plash.prefix(), archive, true)
                        : ChrootMachine.start(Plash.prefix(), archive));
    }

    private Machine add(Machine machine) {
        machines.add(machine);
        return machine;
    }

    /** The checks of a setting, which have been made when this returns. */
    private static List<DynamicTest> checks(Machine machine, Setting setting) throws IOException {
        try (Internet internet = new Internet()) {
            Map<String, String> variables = new HashMap<>(internet.variables());
            variables.putAll(setting.variables());
            Result result = machine.shell(
                    setting.caller(), setting.place(), variables, "plash test " + setting.checks() + " 2>&1 || :");
            return Check.parse(setting.checks(), result.value()).stream()
                    .map(Check::test)
                    .toList();
        }
    }

    /** Who calls plash, with which union filesystem, and where the build data is. */
    private record Setting(Caller caller, String union, String place, String mode) {

        /** In the launch mode that plash chooses. */
        Setting(Caller caller, String union, String place) {
            this(caller, union, place, "");
        }

        /** This caller is not one of {@code SelfCheckIT}, so here are all that can depend on the caller. */
        String checks() {
            return caller == Caller.SINGLE_ID && !union.isEmpty() ? "unit/" : CHECKS;
        }

        Map<String, String> variables() {
            Map<String, String> variables = new HashMap<>();
            variables.put("PLASH_INIT_UNION_TASTE", union);
            variables.put("PLASH_LAUNCH_MODE", mode);
            variables.values().removeIf(String::isEmpty);
            return variables;
        }

        @Override
        public String toString() {
            return caller.user() + " / " + (union.isEmpty() ? "any union" : union) + " / "
                    + (place.isEmpty() ? "overlay" : place.substring(1)) + (mode.isEmpty() ? "" : " / " + mode);
        }
    }
}
