package io.plash.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that no compiler checks. */
final class SourceTreeTest {

    private static final int MOST_LINES = 300;

    /** The cases of one class stay together. */
    private static final int MOST_LINES_OF_A_TEST = 400;

    private static final int MOST_FILES = 14;

    /**
     * Packages whose classes share one invariant that no other package may reach into, and which are larger for it: the
     * walk of hostile trees by descriptors, the reading of hostile archives, the transfers from hostile servers, and the
     * system calls.
     */
    private static final Map<String, Integer> LARGER =
            Map.of("io.plash.archive", 24, "io.plash.download", 20, "io.plash.posix", 16, "io.plash.tree", 24);

    @Test
    void noFileIsLong() throws IOException {
        for (Path file : SourceTree.files()) {
            int most = file.toString().contains("/src/test/") ? MOST_LINES_OF_A_TEST : MOST_LINES;

            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(most);
        }
    }

    @Test
    void noPackageIsLarge() {
        SourceTree.filesByPackage()
                .forEach((name, files) ->
                        assertThat(files).as(name).hasSizeLessThanOrEqualTo(LARGER.getOrDefault(name, MOST_FILES)));
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        for (List<Path> files : SourceTree.filesByPackage().values()) {
            Path info = files.get(0).resolveSibling("package-info.java");

            assertThatCode(() -> Files.readString(info)).doesNotThrowAnyException();
            assertThat(Files.readString(info))
                    .as(info.toString())
                    .containsPattern("(?s)^/\\*\\*.*\\w.*\\.\\s.*\\*/\n@NullMarked\n");
        }
    }

    @Test
    void theTopLevelHoldsOnlyTheModulesAndTheTwoScripts() throws IOException {
        Set<String> modules = Set.of(
                "api",
                "union-overlay",
                "union-fuse",
                "source-lxc",
                "source-docker",
                "source-url",
                "launcher",
                "harness");
        Set<String> others = Set.of("docs", "target", "pom.xml", "README.md", "LICENSE", "install", "verify");

        try (Stream<Path> entries = Files.list(SourceTree.ROOT)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .allMatch(name -> modules.contains(name) || others.contains(name));
        }
    }
}
