package io.plash.harness.union;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.FuseOverlayfs;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * The life of an image, by each caller, on each union filesystem, in each launch mode. {@code ./verify} prints the table.
 * There is a class for each caller, because classes run beside each other.
 */
abstract class Matrix {

    /** In this order; each needs what those before it have made. */
    private static final List<Step> STEPS = List.of(
            new Step("import", """
                    [ "$(plash import-tar "$IMAGE")" = 1 ]
                    [ "$(cat "$PLASH_DATA/config/union_taste")" = "$PLASH_INIT_UNION_TASTE" ]
                    [ "$(plash run 1 sh -c "$LOOK")" = "$SEEN" ]"""),
            new Step("build", """
                    [ "$(plash build $BUILD)" = 2 ]
                    [ "$(plash build $BUILD)" = 2 ]"""),
            new Step("run", """
                    [ "$(plash run 2 $PROOF)" = ok ]
                    [ "$(plash $BUILD -- $PROOF 2>said)" = ok ]
                    [ ! -s said ]
                    [ "$(plash run 2 stat -c '%u:%g %a' /etc/passwd)" = '0:0 644' ]"""),
            new Step("exec", """
                    plash run 2 sh -c 'echo ready; exec sleep 60' >ready &
                    trap 'kill $!' EXIT
                    for tenth in $(seq 300); do [ ! -s ready ] || break; sleep 0.1; done
                    [ "$(plash exec $! $PROOF)" = ok ]
                    plash ps | grep "^$! .*sleep 60\""""),
            new Step("export", """
                    plash export-tar 2 - | tar -t >list
                    grep -qx "$WITNESS" list"""),
            new Step("rm", """
                    plash rm 2
                    if plash nodepath 2 2>/dev/null; then exit 1; fi
                    [ "$(plash run 1 echo ok)" = ok ]"""),
            new Step("clean", """
                    touch -c -d yesterday "$PLASH_DATA/mnt"/* 2>/dev/null || :
                    plash clean
                    [ -z "$(find "$PLASH_DATA/tmp" "$PLASH_DATA/mnt" -mindepth 1)" ]"""),
            new Step("purge", """
                    plash purge --yes
                    [ ! -e "$PLASH_DATA" ] || [ -z "$(ls -A "$PLASH_DATA")" ]"""));

    private static final String LAST = "nothing remains";

    private static final Map<String, List<String>> TABLE = new TreeMap<>();

    private final Plash caller;

    Matrix(Plash caller) {
        this.caller = caller;
    }

    @TestFactory
    Stream<DynamicContainer> passesEachStep() {
        return settings().stream().map(setting -> dynamicContainer(setting.toString(), steps(setting)));
    }

    @AfterAll
    static void writeTable() throws IOException {
        String head = row(List.of("caller", "union", "mode", "image"));
        SortedMap<String, String> rows = new TreeMap<>();
        // Those of other callers may be there already, and one of them may come at the same time.
        Path file = Path.of("target/matrix.txt");
        try (FileChannel lock = FileChannel.open(Path.of("target/matrix.lock"), CREATE, WRITE)) {
            lock.lock();
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .skip(1)
                        .forEach(line -> rows.put(line.substring(0, head.length()), line));
            }
            TABLE.forEach((setting, outcomes) -> rows.put(setting, setting + row(outcomes)));
            List<String> lines = new ArrayList<>(rows.values());
            lines.add(
                    0,
                    head
                            + row(Stream.concat(STEPS.stream().map(Step::name), Stream.of(LAST))
                                    .toList()));
            Files.write(file, lines);
        }
    }

    private static String row(List<String> cells) {
        return cells.stream().map("%-15s"::formatted).collect(Collectors.joining());
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Image image : Image.values()) {
            for (String union : List.of("overlay", "fuse-overlayfs")) {
                settings.add(new Setting(
                        caller.caller(), union, caller.caller() == Caller.ROOT ? "privileged" : "namespace", image));
            }
            if (caller.caller() == Caller.ROOT) {
                settings.add(new Setting(Caller.ROOT, "overlay", "failsafe", image));
            }
        }
        return settings;
    }

    private Stream<DynamicTest> steps(Setting setting) {
        Plash plash = setting.plash();
        List<String> outcomes = new ArrayList<>();
        TABLE.put(row(setting.cells()), outcomes);
        Stream<DynamicTest> steps = STEPS.stream()
                .map(step -> step(step.name(), outcomes, () -> {
                    assumeTrue(outcomes.stream().allMatch("ok"::equals), "an earlier step failed");
                    setting.assumePossible(plash);
                    plash.with("IMAGE", archive(setting.image()).toString())
                            .shell("set -x\n" + step.script())
                            .value();
                }));
        return Stream.concat(steps, Stream.of(step(LAST, outcomes, () -> {
            String foreign = plash.shell("find ../.. ! -user \"$(id -u)\"").value();
            plash.close();
            assertThat(foreign).isEmpty();
        })));
    }

    private static DynamicTest step(String name, List<String> outcomes, Executable action) {
        return dynamicTest(name, () -> {
            try {
                action.execute();
                outcomes.add("ok");
            } catch (TestAbortedException e) {
                outcomes.add("SKIP");
                throw e;
            } catch (Throwable e) {
                outcomes.add("FAIL");
                throw e;
            }
        });
    }

    private Path archive(Image image) {
        return image == Image.DEBIAN ? Debian.archive() : caller.image();
    }

    private record Step(String name, String script) {}

    /** A look at an image; what is built on it, the command that shows that, and the file that it is. */
    private enum Image {
        BUSYBOX("stat -c '%u:%g %a' /etc/passwd", "--from 1 --write-file /proof ok", "cat /proof", "./proof"),
        DEBIAN(
                ". /etc/os-release; echo \"$ID $VERSION_CODENAME\"; stat -c '%u:%g %a' /etc/shadow",
                "--from 1 --run /srv/mirror/use --apt figlet", "figlet -f term ok", "./usr/bin/figlet-figlet");

        private final String look;
        private final String build;
        private final String proof;
        private final String witness;

        Image(String look, String build, String proof, String witness) {
            this.look = look;
            this.build = build;
            this.proof = proof;
            this.witness = witness;
        }

        String seen(Caller caller) {
            return switch (this) {
                case BUSYBOX -> "0:0 644";
                case DEBIAN -> "debian bookworm\n" + (caller.hasManyIds() ? "0:42 640" : "0:0 640");
            };
        }
    }

    private record Setting(Caller caller, String union, String mode, Image image) {

        Plash plash() {
            Plash plash = Plash.of(caller)
                    .with("PLASH_INIT_UNION_TASTE", union)
                    .with("PLASH_LAUNCH_MODE", mode)
                    .with("LOOK", image.look)
                    .with("SEEN", image.seen(caller))
                    .with("BUILD", image.build)
                    .with("PROOF", image.proof)
                    .with("WITNESS", image.witness);
            // What the failsafe mode mounts stays in the namespace of its caller.
            return mode.equals("failsafe") ? plash.inNamespace("") : plash;
        }

        void assumePossible(Plash plash) {
            if (union.equals("fuse-overlayfs")) {
                FuseOverlayfs.assumePossible(plash);
            }
        }

        List<String> cells() {
            return List.of(caller.user(), union, mode, image.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return String.join(" / ", cells());
        }
    }
}
