package io.plash.download;

import static io.plash.source.docker.FakeRegistry.body;
import static io.plash.source.docker.FakeRegistry.digest;
import static io.plash.source.docker.FakeRegistry.status;
import static io.plash.source.docker.FakeRegistry.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plash.api.PlashException;
import io.plash.api.download.Credentials;
import io.plash.api.download.Digest;
import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.source.docker.FakeRegistry;
import io.plash.source.docker.FakeRegistry.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server may do to the downloader, which ends in one line and leaves nothing in the cache. */
@Timeout(60)
final class HostileServersTest {

    private static final byte[] FILE = "what was asked for".getBytes(UTF_8);
    private static final Expectation EXPECTED = Expectation.of(digest(FILE), FILE.length);

    @TempDir
    Path directory;

    private FakeRegistry server;
    private FakeRegistry other;
    private Downloader downloader;
    private TestNetwork network;

    @BeforeEach
    void start() throws IOException {
        server = new FakeRegistry();
        other = new FakeRegistry();
        network = new TestNetwork(directory);
        downloader = network.downloader(Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    @Test
    void cannotSendOtherContent() {
        server.on("/file", body("text/plain", "what was not asked"));

        assertRefused("cannot use " + file() + ": its digest is " + Digest.sha256("what was not asked")
                + ", expected is " + digest(FILE));
    }

    @Test
    void cannotSendMoreThanItShould() {
        server.on("/file", body("text/plain", "what was asked for and more"));

        assertRefused("cannot fetch " + file() + ": it has 27 bytes, expected are 18");
    }

    @Test
    void cannotSendLessThanItShould() {
        server.on("/file", body("text/plain", "what"));

        assertRefused("cannot use " + file() + ": it has 4 bytes, expected are 18");
    }

    @Test
    void cannotSendWithoutEnd() {
        server.on("/file", endless());

        assertThat(refusal()).matches("cannot fetch " + file() + ": it goes on after [0-9]+ bytes, expected are 18");
    }

    @Test
    void cannotAnswerWithoutEnd() {
        server.on("/file", endless());

        assertThatThrownBy(() -> downloader.ask(Request.get(file())))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot fetch " + file() + ": the answer is too long");
    }

    @Test
    void cannotRefuseWithoutEnd() {
        server.on("/file", exchange -> {
            exchange.sendResponseHeaders(404, 0);
            endless(exchange.getResponseBody());
        });

        assertRefused("cannot fetch " + file() + ": the server answers 404 not found");
    }

    @Test
    void cannotBreakOffForEver() {
        server.on("/file", exchange -> {
            exchange.sendResponseHeaders(200, FILE.length);
            exchange.getResponseBody().write(FILE, 0, 3);
            exchange.getResponseBody().flush(); // else closing takes it back
        });

        Throwable thrown = catchThrowable(() -> downloader
                .download("file", Request.get(file()), Expectation.NONE)
                .file());

        assertThat(thrown).isInstanceOf(IOException.class).hasMessageContaining("the transfer broke off after 3 bytes");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void cannotSendAnotherRangeThanItIsAskedFor() throws IOException {
        Files.write(network.cache().part("sha256-" + digest(FILE).hex()), "what".getBytes(UTF_8));
        server.on("/file", exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-13/18");
            exchange.sendResponseHeaders(206, 14);
            exchange.getResponseBody().write(FILE, 0, 14);
        });

        assertThat(refusal())
                .isEqualTo("cannot fetch " + file() + ": the server answers with another range than asked for");
    }

    @Test
    void cannotLeadToAnAddressThatIsNone() {
        for (String place : List.of("/a[b]", "/a|b\\c", "/\u001b[2J")) {
            server.on("/file", with("Location", place, status(302)));

            assertThat(refusal())
                    .startsWith("cannot fetch http://" + server.host() + "/")
                    .containsPattern(": the server answers 40[04] [a-z ]+$")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void cannotMakeUpAPlaceThatMessagesStumbleOver() {
        server.close();
        String away = "http://a.invalid/a[b]|c?d=[e]";

        assertThatThrownBy(() ->
                        network.downloader(Map.of("http_proxy", server.host())).ask(Request.get(away)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("through the proxy " + server.host());
    }

    @Test
    void seesCredentialsOnlyWhereTheRequestGoes() throws IOException {
        for (String place : List.of("http://%s/file", "http://user:secret@%s/file")) {
            server.on("/file", with("Location", place.formatted(other.host()), status(307)));
            other.on("/file", body("text/plain", FILE));

            assertThat(ask("/file").body()).isEqualTo(FILE);
        }
        assertThat(server.requests()).containsOnly("GET /file Bearer secret");
        assertThat(other.requests()).containsOnly("GET /file -");
    }

    @Test
    void seesTheLoginOfAnAddressOnlyIfItIsItsOwn() throws IOException {
        server.on("/file", with("Location", "http://" + other.host() + "/file", status(307)));
        other.on("/file", status(404));
        String address = "http://user:secret@" + server.host() + "/file?signature=hidden";

        assertThatThrownBy(() -> downloader
                        .download("file", Request.get(address), Expectation.NONE)
                        .file())
                .hasMessage("cannot fetch http://" + other.host() + "/file: the server answers 404 not found");
        assertThat(server.requests()).containsExactly("GET /file?signature=hidden Basic dXNlcjpzZWNyZXQ=");
        assertThat(other.requests()).containsExactly("GET /file -");
    }

    @Test
    void isNamedWithoutTheLoginOfItsAddress() {
        String address = "http://user:secret@" + server.host() + "/file?signature=hidden";
        server.close();

        assertThatThrownBy(() -> downloader.ask(Request.get(address)))
                .hasMessageContaining("http://" + server.host() + "/file: ")
                .hasMessageNotContainingAny("user", "secret", "hidden");
        assertThatThrownBy(() -> downloader.ask(Request.get("gopher://user:secret@h/x?signature=hidden")))
                .hasMessage("cannot fetch gopher://h/x: it is no address");
    }

    @Test
    void seesNoHeaderThatWasMeantForAnother() throws IOException {
        server.on("/file", with("Location", "http://" + other.host() + "/file", status(307)));
        other.on("/file", body("text/plain", FILE));

        downloader.ask(Request.get(file()).header("Authorization", "Basic secret"));

        assertThat(server.requests()).containsExactly("GET /file Basic secret");
        assertThat(other.requests()).containsExactly("GET /file -");
    }

    @Test
    void getsNoCredentialsByAskingForThemAfterARedirect() throws IOException {
        server.on("/file", with("Location", "http://" + other.host() + "/file", status(302)));
        other.on("/file", with("WWW-Authenticate", "Bearer realm=\"http://" + other.host() + "/token\"", status(401)));

        assertThat(ask("/file").status()).isEqualTo(401);
        assertThat(other.requests()).containsExactly("GET /file -");
    }

    @Test
    void seesItsCredentialsAgainAfterADetour() throws IOException {
        server.on("/file", with("Location", "http://" + other.host() + "/file", status(302)))
                .on("/back", body("text/plain", FILE));
        other.on("/file", with("Location", "http://" + server.host() + "/back", status(302)));

        assertThat(ask("/file").body()).isEqualTo(FILE);
        assertThat(server.requests()).containsExactly("GET /file Bearer secret", "GET /back Bearer secret");
        assertThat(other.requests()).containsExactly("GET /file -");
    }

    @Test
    void isLeftForTheNextPlaceOfTheSameContent() throws IOException {
        other.on("/file", body("text/plain", FILE));

        Download first = downloader.download("file", Request.get(file()), EXPECTED);
        Download second = downloader.download("file", Request.get("http://" + other.host() + "/file"), EXPECTED);

        assertThatThrownBy(first::file).isInstanceOf(PlashException.class);
        assertThat(second.file()).hasBinaryContent(FILE);
    }

    private String file() {
        return "http://" + server.host() + "/file";
    }

    /** Asks with a token. */
    private Response ask(String path) throws IOException {
        return downloader.ask(Request.get("http://" + server.host() + path).credentials(new Credentials() {
            @Override
            public @Nullable String authorization(@Nullable Response refusal) {
                return "Bearer secret";
            }
        }));
    }

    private void assertRefused(String message) {
        assertThat(refusal()).isEqualTo(message);
    }

    /** What is said, after a look at whether anything was kept. */
    private String refusal() {
        List<Path> before = files();
        Throwable thrown = catchThrowable(
                () -> downloader.download("file", Request.get(file()), EXPECTED).file());

        assertThat(thrown).isInstanceOf(PlashException.class);
        assertThat(files()).isEqualTo(before);
        // A process asks once.
        downloader = network.downloader(Map.of());
        return String.valueOf(thrown.getMessage());
    }

    private List<Path> files() {
        if (!Files.exists(network.root())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(network.root())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange.getResponseBody());
        };
    }

    /** Until the other side has had enough. */
    private static void endless(OutputStream out) throws IOException {
        byte[] bytes = new byte[1 << 16];
        while (true) {
            out.write(bytes);
        }
    }
}
