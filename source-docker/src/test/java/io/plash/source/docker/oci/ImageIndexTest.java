package io.plash.source.docker.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which image of an index a machine gets. */
final class ImageIndexTest {

    private static final String LEVEL_3 = "flags\t\t: fpu cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3 avx avx2 bmi1 bmi2"
            + " f16c fma abm movbe xsave avx512f\n";

    @Test
    void choosesTheArchitecture() {
        assertThat(chosen(Machine.of("amd64", ""), "linux/arm64", "windows/amd64", "linux/amd64"))
                .isEqualTo("linux/amd64");
        assertThat(chosen(Machine.of("aarch64", ""), "linux/amd64", "linux/arm64/v8"))
                .isEqualTo("linux/arm64/v8");
        assertThat(chosen(Machine.of("loongarch64", ""), "linux/amd64", "linux/loong64"))
                .isEqualTo("linux/loong64");
    }

    @Test
    void choosesTheNewestArmThatRuns() {
        String[] all = {"linux/arm/v5", "linux/arm/v6", "linux/arm/v7", "linux/arm64"};

        assertThat(chosen(Machine.of("arm", "CPU architecture: 7\n"), all)).isEqualTo("linux/arm/v7");
        assertThat(chosen(Machine.of("arm", "CPU architecture: 8\n"), all)).isEqualTo("linux/arm/v7");
        assertThat(chosen(Machine.of("arm", "CPU architecture: 6\n"), all)).isEqualTo("linux/arm/v6");
        assertThat(chosen(Machine.of("arm", "CPU architecture: 6\n"), "linux/arm/v7", "linux/arm/v5"))
                .isEqualTo("linux/arm/v5");
    }

    @Test
    void choosesTheHighestLevelOfAmd64ThatRuns() {
        String[] all = {"linux/amd64", "linux/amd64/v2", "linux/amd64/v3", "linux/amd64/v4"};

        assertThat(chosen(Machine.of("amd64", LEVEL_3), all)).isEqualTo("linux/amd64/v3");
        assertThat(chosen(Machine.of("amd64", "flags : fpu\n"), all)).isEqualTo("linux/amd64");
        assertThat(chosen(Machine.of("amd64", LEVEL_3), "linux/amd64/v4", "linux/amd64/v1"))
                .isEqualTo("linux/amd64/v1");
    }

    @Test
    void takesTheOnlyImageThatSaysNothing() {
        Descriptor only = entry("");

        assertThat(new ImageIndex(List.of(only)).choose(Machine.of("amd64", ""), "x"))
                .isEqualTo(only);
    }

    @Test
    void listsWhatThereIsInstead() {
        PlashException none = catchThrowableOfType(
                PlashException.class, () -> chosen(Machine.of("riscv64", ""), "linux/amd64", "linux/arm/v7"));

        assertThat(none).hasMessage("no image for linux/riscv64: x");
        assertThat(none.hint())
                .isEqualTo("there are images for linux/amd64, linux/arm/v7; set DOCKER_DEFAULT_PLATFORM to one");
    }

    @Test
    void doesNotChooseWhatNeedsFeaturesOfTheSystem() {
        Platform special = new Platform("linux", "amd64", "", false);
        Descriptor entry =
                new Descriptor(MediaTypes.MANIFEST, Digest.sha256("x"), 1, List.of(), Map.of(), Optional.of(special));

        assertThat(catchThrowableOfType(
                        PlashException.class,
                        () -> new ImageIndex(List.of(entry)).choose(Machine.of("amd64", ""), "x")))
                .hasMessageStartingWith("no image for linux/amd64");
    }

    @Test
    void knowsThisMachine() throws Exception {
        assertThat(Machine.local().runnable())
                .isNotEmpty()
                .allMatch(platform -> platform.os().equals("linux"));
    }

    private static String chosen(Machine machine, String... platforms) {
        List<Descriptor> entries = new ArrayList<>();
        for (String platform : platforms) {
            entries.add(entry(platform));
        }
        return new ImageIndex(entries)
                .choose(machine, "x")
                .platform()
                .map(Platform::toString)
                .orElse("");
    }

    private static Descriptor entry(String name) {
        String[] parts = (name + "//").split("/", -1);
        Optional<Platform> platform =
                name.isEmpty() ? Optional.empty() : Optional.of(new Platform(parts[0], parts[1], parts[2]));
        return new Descriptor(MediaTypes.MANIFEST, Digest.sha256(name), 1, List.of(), Map.of(), platform);
    }
}
