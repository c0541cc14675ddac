package io.plash.source.url;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlSourceTest {

    private static final String DIGEST = Digest.sha256("an archive").hex();
    private static final String OTHER_DIGEST = Digest.sha256("another archive").hex();
    private static final String DIGEST_OF_ANOTHER = "0000000000000000000000000000000000000000000000000000000000000000";
    private static final String DIGEST_OF_512 = Digest.of(
                    "sha512", Digest.computation("sha512").digest("an archive".getBytes(UTF_8)))
            .hex();

    @TempDir
    Path directory;

    private HttpServer server;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, 404, "no"));
        server.createContext("/rootfs.tar", exchange -> answer(exchange, 200, "an archive"));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(ImageSource.class)).hasExactlyElementsOfTypes(UrlSource.class);
    }

    @Nested
    final class OnTheWeb extends ImageSourceContract {

        @Override
        protected ImageSource source() {
            return new UrlSource();
        }

        @Override
        protected String goodName() {
            return url("/rootfs.tar");
        }

        @Override
        protected List<String> nonsense() {
            return List.of("", "rootfs.tar", "http://", "http:///x", "ftp://127.0.0.1/x", "http://h:0/", "http://a b/");
        }

        @Override
        protected List<String> unfetchable() {
            return List.of(
                    url("/missing.tar"),
                    "http://127.0.0.1:1/",
                    url("/rootfs.tar#sha256=" + OTHER_DIGEST),
                    url("/rootfs.tar#signature=" + url("/missing.asc")));
        }

        @Test
        void pinsByTheDigestOfTheArchive() throws IOException {
            ImageReference pinned = source().pin(source().resolve(goodName() + "#strip=1"), downloader());

            assertThat(pinned.name()).isEqualTo(goodName() + "#sha256=" + DIGEST + "&strip=1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sha256:" + DIGEST_OF_ANOTHER,
                    "SHA256=" + DIGEST_OF_ANOTHER,
                    "sha1=0",
                    "sha256=" + DIGEST_OF_ANOTHER + "&foo=1",
                    "sha256=" + DIGEST_OF_ANOTHER + "&",
                    "&sha256=" + DIGEST_OF_ANOTHER,
                    "#sha256=" + DIGEST_OF_ANOTHER,
                    "sha256=" + DIGEST_OF_ANOTHER + "#",
                    "part",
                    "",
                })
        void refusesWhateverIsNoOption(String fragment) {
            assertThatThrownBy(() -> source().resolve("http://h/x#" + fragment))
                    .isInstanceOf(PlashException.class)
                    .hasMessage("cannot use http://h/x: there is something else than options behind #")
                    .extracting("hint")
                    .asString()
                    .contains("sha256=HEX", "sha512=HEX", "strip=N", "signature=URL");
        }

        @Test
        void refusesAnOptionThatStandsThereTwice() {
            String two = "http://h/x#sha256=" + DIGEST + "&sha512=" + DIGEST + DIGEST;

            assertThatThrownBy(() -> source().resolve(two))
                    .hasMessage("cannot use http://h/x: an option stands there twice");
        }

        @Test
        void checksALongerDigest() throws IOException {
            String right = goodName() + "#sha512=" + DIGEST_OF_512;

            assertThat(source().resolve(right).name()).isEqualTo(right);
            assertThat(read(fetch(source().resolve(right)))).isNotEmpty();
            assertThatThrownBy(() -> read(fetch(source().resolve(goodName() + "#sha512=" + DIGEST + DIGEST))))
                    .isInstanceOf(PlashException.class);
        }

        @Test
        void asksNobodyAboutAnImageWithADigest() throws IOException {
            server.stop(0);

            ImageReference image = source().resolve("http://127.0.0.1:1/x#sha256=" + DIGEST);

            assertThat(source().pin(image, downloader())).isEqualTo(image);
        }

        @Test
        void showsUserAndPasswordToTheServer() throws IOException {
            read(fetch(source().resolve(goodName().replace("http://", "http://user:secret@"))));

            // Of user:secret, as in RFC 7617.
            assertThat(authorizations).containsExactly("Basic dXNlcjpzZWNyZXQ=");
        }

        @Test
        void hasNoPasswordInKeysAndMessages() throws IOException {
            ImageReference image =
                    source().resolve("http://user:secret@h/x#signature=http://user:secret@h/x.asc&strip=2");

            assertThat(image.mapKey()).isEqualTo("url:http:%%h%x#strip=2&signature=http:%%h%x.asc");
            assertThat(image.toString()).doesNotContain("secret");
        }

        @Test
        void tellsLongLabelsApart() throws IOException {
            ImageReference one = source().resolve("http://h/" + "a".repeat(300) + "1");
            ImageReference other = source().resolve("http://h/" + "a".repeat(300) + "2");

            assertThat(one.label()).hasSize(220).isNotEqualTo(other.label());
        }
    }

    @Nested
    final class OnThisMachine extends ImageSourceContract {

        private Path file;

        @BeforeEach
        void writeAFile() throws IOException {
            file = Files.writeString(directory.resolve("a b#\u00e4.tar"), "an archive");
        }

        @Override
        protected ImageSource source() {
            return new UrlSource();
        }

        @Override
        protected String goodName() {
            return "file://" + file;
        }

        @Override
        protected List<String> nonsense() {
            return List.of(
                    "file://elsewhere/x",
                    "file:///x#sha256=abc",
                    "file:///x#strip=many",
                    "file:///x#signature=http://127.0.0.1/x.asc");
        }

        @Override
        protected List<String> unfetchable() {
            return List.of("file:///no/such/file", "file:///dev/zero", goodName() + "#sha256=" + OTHER_DIGEST);
        }

        @Test
        void takesTheFileInAllItsSpellings() throws IOException {
            FetchedImage fetched = fetch(source().resolve("FILE://localhost" + directory + "/a%20b%23%C3%A4.tar"));

            assertThat(read(fetched)).containsExactly(new Digest("sha256", DIGEST));
        }

        @Test
        void checksALongerDigest() throws IOException {
            FetchedImage fetched = fetch(source().resolve(goodName() + "#sha512=" + DIGEST_OF_512));
            read(fetched);

            assertThat(fetched.pinned().get().name()).endsWith("#sha512=" + DIGEST_OF_512);
            assertThatThrownBy(() -> read(fetch(source().resolve(goodName() + "#sha512=" + DIGEST + DIGEST))))
                    .isInstanceOf(PlashException.class);
        }

        @Test
        void pinsWhatWasRead() throws IOException {
            FetchedImage fetched = fetch(source().resolve(goodName()));
            Files.writeString(file, "another archive");
            read(fetched);

            assertThat(fetched.pinned().get().name()).endsWith("#sha256=" + OTHER_DIGEST);
        }

        @Test
        void saysWhyItCannotBeTaken() {
            assertThatThrownBy(() -> fetch(source().resolve("file:" + directory + "/none")))
                    .isInstanceOf(ImageNotFoundException.class)
                    .hasMessage("no image: url:file://" + directory + "/none");
            assertThatThrownBy(() -> fetch(source().resolve("file:" + directory)))
                    .isInstanceOf(PlashException.class)
                    .hasMessage("cannot read " + directory + ": not a regular file");
            assertThatThrownBy(() -> read(fetch(source().resolve(goodName() + "#sha256=" + OTHER_DIGEST))))
                    .isInstanceOf(PlashException.class)
                    .hasMessage("cannot use " + file + ": its digest is sha256:" + DIGEST + ", expected is sha256:"
                            + OTHER_DIGEST);
        }
    }
}
