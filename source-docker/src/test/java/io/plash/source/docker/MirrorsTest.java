package io.plash.source.docker;

import static io.plash.source.docker.FakeRegistry.manifestOf;
import static io.plash.source.docker.FakeRegistry.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.download.PlainDownloader;
import io.plash.source.docker.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched from where if a mirror has only some of an image. */
@Timeout(60)
final class MirrorsTest {

    private static final String LAYER = "no tar, but nobody looks";
    private static final String PLACE = "/v2/x/blobs/" + Digest.sha256(LAYER);

    @TempDir
    Path directory;

    private FakeRegistry registry;
    private FakeRegistry mirror;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        mirror = new FakeRegistry();
        for (FakeRegistry each : new FakeRegistry[] {registry, mirror}) {
            String config = "{\"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"" + Digest.sha256("x") + "\"]}}";
            each.manifest(manifestOf(each.blob(MediaTypes.CONFIG, config), each.blob(MediaTypes.LAYER, LAYER)));
        }
    }

    @AfterEach
    void stop() {
        registry.close();
        mirror.close();
    }

    @Test
    void takeALayerFromTheRegistryIfTheMirrorHasItNot() throws IOException {
        mirror.on(PLACE, status(404));

        assertThat(layer()).isEqualTo(LAYER);
        assertThat(registry.requests()).containsExactly("GET " + PLACE + " -");
    }

    @Test
    void askTheRegistryForNothingThatTheMirrorHas() throws IOException {
        assertThat(layer()).isEqualTo(LAYER);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void failIfNobodyHasTheLayer() {
        mirror.on(PLACE, status(404));
        registry.on(PLACE, status(404));

        assertThatThrownBy(this::layer).isInstanceOfAny(PlashException.class, IOException.class);
    }

    private String layer() throws IOException {
        DockerSource source = new DockerSource(
                Map.of("HOME", directory.toString(), "PLASH_DOCKER_MIRRORS", registry.host() + "=" + mirror.host()));
        Content layer = source.fetch(
                        source.resolve(registry.host() + "/x:t"), new PlainDownloader(directory), directory)
                .layers()
                .get(0)
                .content();
        layer.start();
        try (InputStream in = layer.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
