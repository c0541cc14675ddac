package io.plash.download;

import static io.plash.source.docker.FakeRegistry.body;
import static io.plash.source.docker.FakeRegistry.digest;
import static io.plash.source.docker.FakeRegistry.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.download.Digest;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.download.DownloadCache.Validator;
import io.plash.source.docker.FakeRegistry;
import io.plash.source.docker.FakeRegistry.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken-off transfer is gone on with, and whether one file comes of it. */
@Timeout(60)
final class ResumedTransfersTest {

    private static final byte[] OLD = "the old version of this file".getBytes(UTF_8);
    private static final byte[] NEW = "THE NEW VERSION OF THIS FILE".getBytes(UTF_8);

    @TempDir
    Path directory;

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private FakeRegistry server;
    private TestNetwork network;

    @BeforeEach
    void start() throws IOException {
        server = new FakeRegistry();
        network = new TestNetwork(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag: \"b\"", "Nothing: at all"})
    void beginAgainIfTheServerGoesOnWithAnotherVersion(String header) throws IOException {
        begin(OLD, 10, "\"a\"");
        String[] parts = header.split(": ");
        server.on("/file", with(parts[0], parts[1], ranges(NEW, NEW.length)));

        assertThat(fetch(Expectation.NONE)).hasBinaryContent(NEW);
        assertThat(ranges).containsExactly("bytes=10-", "-");
    }

    @Test
    void beginAgainIfTheDateIsAnother() throws IOException {
        begin(OLD, 10, "Mon, 01 Jan 2024 00:00:00 GMT");
        server.on("/file", with("Last-Modified", "Tue, 02 Jan 2024 00:00:00 GMT", ranges(NEW, NEW.length)));

        assertThat(fetch(Expectation.NONE)).hasBinaryContent(NEW);
    }

    @Test
    void goOnWithTheSameVersion() throws IOException {
        begin(OLD, 10, "\"a\"");
        server.on("/file", with("ETag", "\"a\"", ranges(OLD, OLD.length)));

        assertThat(fetch(Expectation.NONE)).hasBinaryContent(OLD);
        assertThat(ranges).containsExactly("bytes=10-");
    }

    @Test
    void askUntilTheWholeFileIsThere() throws IOException {
        begin(OLD, 10, "\"a\"");
        server.on("/file", with("ETag", "\"a\"", ranges(OLD, 7)));

        assertThat(fetch(Expectation.NONE)).hasBinaryContent(OLD);
        assertThat(ranges).containsExactly("bytes=10-", "bytes=17-", "bytes=24-");
    }

    @Test
    void askUntilTheWholeFileIsThereAlsoWithADigest() throws IOException {
        Files.write(network.cache().part("sha256-" + digest(OLD).hex()), Arrays.copyOf(OLD, 10));
        server.on("/file", ranges(OLD, 7));

        assertThat(fetch(Expectation.of(digest(OLD)))).hasBinaryContent(OLD);
    }

    @Test
    void beginAgainIfThereIsNothingAfterThePart() throws IOException {
        begin(OLD, 20, "\"a\"");
        byte[] shorter = Arrays.copyOf(NEW, 12);
        server.on("/file", with("ETag", "\"b\"", ranges(shorter, shorter.length)));

        assertThat(fetch(Expectation.NONE)).hasBinaryContent(shorter);
        assertThat(ranges).containsExactly("bytes=20-", "-");
        assertThat(network.root().resolve("part")).isEmptyDirectory();
    }

    @Test
    void fetchAgainWhatIsDamagedInTheCacheThoughTheServerHasNothingNew() throws IOException {
        Answer whole = body("text/plain", OLD);
        server.on("/file", with("ETag", "\"a\"", exchange -> {
            boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
            (known ? FakeRegistry.status(304) : whole).to(exchange);
        }));
        Files.writeString(fetch(Expectation.NONE), "damaged");

        assertThat(fetch(Expectation.NONE)).hasBinaryContent(OLD);
    }

    /** As if a process had been killed in the middle of it. */
    private void begin(byte[] content, int length, String validator) throws IOException {
        String key = "url-" + Digest.sha256(url()).hex();
        Files.write(network.cache().part(key), Arrays.copyOf(content, length));
        network.cache().rememberPart(key, Optional.of(new Validator(validator)));
    }

    private Path fetch(Expectation expectation) throws IOException {
        return network.downloader(Map.of())
                .download("file", Request.get(url()), expectation)
                .file();
    }

    private String url() {
        return "http://" + server.host() + "/file";
    }

    /** A server of ranges that are at most this long, and which has never heard of {@code If-Range}. */
    private Answer ranges(byte[] content, int most) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "-" : range);
            if (range == null) {
                body("text/plain", content).to(exchange);
                return;
            }
            int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
            int length = Math.min(most, content.length - from);
            if (length <= 0) {
                with("Content-Range", "bytes */" + content.length, FakeRegistry.status(416))
                        .to(exchange);
                return;
            }
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, from + length - 1, content.length));
            exchange.sendResponseHeaders(206, length);
            exchange.getResponseBody().write(content, from, length);
        };
    }
}
