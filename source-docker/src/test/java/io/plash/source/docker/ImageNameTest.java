package io.plash.source.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.download.PlainDownloader;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.oci.Machine;
import io.plash.source.docker.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells the images of one name apart. */
final class ImageNameTest {

    private static final Map<String, String> OTHER = Map.of("DOCKER_DEFAULT_PLATFORM", "linux/s390x");

    @Test
    void hasThePlatformOfAnotherMachine() throws IOException {
        ImageReference image = new DockerSource(OTHER).resolve("alpine");

        assertThat(image).hasToString("docker:docker.io/library/alpine:latest#platform=linux/s390x");
        assertThat(image.mapKey())
                .isNotEqualTo(new DockerSource(Map.of()).resolve("alpine").mapKey());
        assertThat(new DockerSource(Map.of()).resolve(image.name())).isEqualTo(image);
        assertThat(new DockerSource(OTHER).resolve(image.name())).isEqualTo(image);
    }

    @Test
    void hasNotThePlatformOfThisMachine() throws IOException {
        Platform own = Machine.local().runnable().get(0);

        for (String name : new String[] {own.toString(), own.os() + "/" + own.architecture()}) {
            assertThat(new DockerSource(Map.of("DOCKER_DEFAULT_PLATFORM", name)).resolve("alpine"))
                    .hasToString("docker:docker.io/library/alpine:latest");
        }
    }

    @Test
    void keepsThePlatformWhenItIsPinned(@TempDir Path directory) throws IOException {
        String digest = "@sha256:" + "a".repeat(64);
        DockerSource source = new DockerSource(OTHER);
        ImageReference pinned =
                source.pin(source.resolve("docker://a.invalid/x" + digest), new PlainDownloader(directory));

        assertThat(pinned.name()).isEqualTo("a.invalid/x" + digest + "#platform=linux/s390x");
    }

    @Test
    void hasThePlatformThatWasTyped() throws IOException {
        assertThat(new DockerSource(OTHER)
                        .resolve("oci:/x#platform=linux/arm/v7")
                        .name())
                .isEqualTo("oci:/x#platform=linux/arm/v7");
    }

    @Test
    void saysThatAPlatformIsNone() {
        assertThatThrownBy(() -> new DockerSource(Map.of()).resolve("alpine#platform=arm64"))
                .isInstanceOf(PlashException.class)
                .hasMessage("no platform: arm64");
    }

    @Test
    void isToldThatNobodyKnowsALogin(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"credsStore\": \"missing\"}");
        DockerSource source = new DockerSource(Map.of(
                "HOME", directory.resolve("home").toString(),
                "XDG_RUNTIME_DIR", directory.resolve("run").toString(),
                "DOCKER_CONFIG", directory.toString()));

        assertThat(source.notice("example.org/x"))
                .contains("no such program: docker-credential-missing, so it is not asked for a login for example.org");
        assertThat(source.notice("oci:/x")).isEmpty();
    }

    @Test
    void dependsOnTheVariable() {
        assertThat(new DockerSource(Map.of()).variables()).containsExactly("DOCKER_DEFAULT_PLATFORM");
    }
}
