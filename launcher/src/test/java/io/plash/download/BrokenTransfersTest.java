package io.plash.download;

import static io.plash.source.docker.FakeRegistry.descriptor;
import static io.plash.source.docker.FakeRegistry.digest;
import static io.plash.source.docker.FakeRegistry.manifestOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.Layer;
import io.plash.source.docker.DockerSource;
import io.plash.source.docker.FakeRegistry;
import io.plash.source.docker.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody pulls the plug of a registry, and plash is started again later. */
@Timeout(60)
final class BrokenTransfersTest {

    private static final int LAYERS = 4;
    private static final int SIZE = 200_000;

    @TempDir
    Path directory;

    private final List<byte[]> layers = new ArrayList<>();

    /** How many bytes still come out of the registry. */
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    private FakeRegistry registry;
    private TestNetwork network;

    @BeforeEach
    void makeImage() throws IOException {
        network = new TestNetwork(directory);
        registry = new FakeRegistry();
        Random random = new Random(7);
        StringBuilder diffIds = new StringBuilder();
        String[] descriptors = new String[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            byte[] layer = new byte[SIZE];
            random.nextBytes(layer);
            layers.add(layer);
            diffIds.append(i == 0 ? "" : ",").append('"').append(digest(layer)).append('"');
            descriptors[i] = descriptor(MediaTypes.LAYER, digest(layer).toString(), SIZE);
            registry.on(blob(layer), exchange -> send(exchange, layer));
        }
        byte[] config = ("{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\","
                        + " \"diff_ids\": [" + diffIds + "]}}")
                .getBytes(UTF_8);
        registry.on(blob(config), exchange -> send(exchange, config));
        byte[] manifest = manifestOf(
                        descriptor(MediaTypes.CONFIG, digest(config).toString(), config.length), descriptors)
                .getBytes(UTF_8);
        registry.on("/v2/x/manifests/t", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", MediaTypes.MANIFEST);
            send(exchange, manifest);
        });
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    static Stream<Long> pointsInTime() {
        return new Random(11).longs(12, 0, (long) LAYERS * SIZE).sorted().boxed();
    }

    @ParameterizedTest
    @MethodSource("pointsInTime")
    void goOnWhereTheyEndedAndFetchNothingTwice(long bytes) throws IOException {
        left.set(bytes);
        assertThat(catchThrowable(this::pull)).isInstanceOf(IOException.class);
        List<Digest> finished = digests().stream()
                .filter(digest -> size("sha256/" + digest.hex()) >= 0)
                .toList();
        List<Digest> begun = digests().stream()
                .filter(digest -> size("part/sha256-" + digest.hex()) > 0)
                .toList();
        registry.requests().clear();
        left.set(Long.MAX_VALUE);

        assertThat(pull())
                .zipSatisfy(layers, (pulled, layer) -> assertThat(pulled).isEqualTo(layer));
        for (Digest digest : digests()) {
            assertThat(registry.requests())
                    .filteredOn(request -> request.contains(digest.hex()))
                    .as("requests for %s, finished %s, begun %s", digest, finished, begun)
                    .hasSize(finished.contains(digest) ? 0 : 1)
                    .allMatch(request -> request.endsWith(" range") == begun.contains(digest));
        }
        registry.requests().clear();
        assertThat(pull()).hasSize(LAYERS);
        assertThat(registry.requests()).containsExactly("GET /v2/x/manifests/t -");
    }

    /** As a process of its own, which does not try for long. */
    private List<byte[]> pull() throws IOException {
        DockerSource source = new DockerSource(Map.of("DOCKER_DEFAULT_PLATFORM", "linux/amd64"));
        FetchedImage image =
                source.fetch(source.resolve(registry.host() + "/x:t"), network.downloader(Map.of()), directory);
        image.layers().forEach(layer -> layer.content().start());
        List<byte[]> contents = new ArrayList<>();
        IOException failure = null;
        // All of them to their ends, so that nothing goes on behind the test's back.
        for (Layer layer : image.layers()) {
            try (InputStream in = layer.content().open()) {
                contents.add(in.readAllBytes());
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return contents;
    }

    /** Sends what is asked for, as far as that goes. */
    private void send(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null) {
            from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
            String request = "GET " + exchange.getRequestURI() + " -";
            registry.requests().remove(request);
            registry.requests().add(request + " range");
        }
        int length = content.length - from;
        long allowed = Math.min(length, left.getAndAdd(-length));
        if (allowed <= 0) {
            // Closed without a word.
            return;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, length);
        exchange.getResponseBody().write(content, from, (int) allowed);
    }

    private List<Digest> digests() {
        return layers.stream().map(FakeRegistry::digest).toList();
    }

    private static String blob(byte[] content) {
        return "/v2/x/blobs/" + digest(content);
    }

    private long size(String file) {
        try {
            return Files.size(network.root().resolve(file));
        } catch (IOException e) {
            // There is none.
            return -1;
        }
    }
}
