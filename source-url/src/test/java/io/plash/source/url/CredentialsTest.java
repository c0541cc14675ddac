package io.plash.source.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plash.api.image.ImageReference;
import io.plash.api.image.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the user and the password of a URL go, and where not. */
final class CredentialsTest {

    private static final String FILE = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntar";

    /** Of {@code user:secret} and {@code proxy:secret}, as in RFC 7617. */
    private static final String BASIC_USER = "Basic dXNlcjpzZWNyZXQ=";

    private static final String BASIC_PROXY = "Basic cHJveHk6c2VjcmV0";

    @TempDir
    Path directory;

    @Test
    void goToTheirOwnHost() throws IOException {
        try (RawServer server = new RawServer(request -> FILE)) {
            fetch(withUser(server.http("/x")), Map.of());

            assertThat(server.requests()).singleElement().asString().contains("Authorization: " + BASIC_USER);
        }
    }

    @Test
    void goAlongWithARedirectOnTheSameHost() throws IOException {
        try (RawServer server = new RawServer(request -> request.startsWith("GET /x") ? redirect("/y") : FILE)) {
            fetch(withUser(server.http("/x")), Map.of());

            assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains(BASIC_USER));
        }
    }

    @Test
    void doNotFollowARedirectElsewhere() throws IOException {
        try (RawServer other = new RawServer(request -> FILE);
                RawServer server = new RawServer(request -> redirect(other.http("/y")))) {
            fetch(withUser(server.http("/x")), Map.of());

            assertThat(other.requests()).singleElement().asString().doesNotContain("Authorization");
        }
    }

    @Test
    void areNotTakenFromARedirect() throws IOException {
        try (RawServer other = new RawServer(request -> FILE);
                RawServer server = new RawServer(request -> redirect(withUser(other.http("/y"))))) {
            fetch(server.http("/x"), Map.of());

            assertThat(other.requests()).singleElement().asString().doesNotContain("Authorization");
        }
    }

    @Test
    void areInNoKeyAndNoMessage() throws IOException {
        try (RawServer server = new RawServer(request -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            ImageReference image = new UrlSource().resolve(withUser(server.http("/x")));
            Throwable thrown = catchThrowable(() -> fetch(withUser(server.http("/x")), Map.of()));

            assertThat(image.mapKey()).isEqualTo("url:http:%%127.0.0.1:" + server.port() + "%x");
            assertThat(image.toString() + thrown).doesNotContain("secret", "user");
        }
    }

    @Test
    void ofAProxyGoToTheProxyOnly() throws IOException {
        try (RawServer proxy = new RawServer(request -> request.contains(BASIC_PROXY)
                ? FILE
                : "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n")) {
            fetch("http://example.invalid/x", Map.of("http_proxy", "http://proxy:secret@127.0.0.1:" + proxy.port()));

            assertThat(proxy.requests())
                    .hasSize(2)
                    .allMatch(request -> request.startsWith("GET http://example.invalid/x "))
                    .noneMatch(request -> request.contains("\nAuthorization"));
        }
    }

    @Test
    void ofAProxyAreInNoMessage() {
        Throwable thrown = catchThrowable(
                () -> fetch("http://example.invalid/x", Map.of("HTTP_PROXY", "http://proxy:secret@127.0.0.1:1")));

        assertThat(thrown)
                .hasMessage("cannot fetch http://example.invalid/x through the proxy 127.0.0.1:1: connection refused");
    }

    private static String withUser(String url) {
        return url.replace("http://", "http://user:secret@");
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private void fetch(String url, Map<String, String> environment) throws IOException {
        UrlSource source = new UrlSource(environment, Duration.ofSeconds(20));
        source.fetch(source.resolve(url), directory, Progress.NONE);
    }
}
