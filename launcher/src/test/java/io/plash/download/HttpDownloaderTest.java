package io.plash.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.UnexpectedStatusException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real web server. */
final class HttpDownloaderTest {

    private static final byte[] FILE = new byte[300_000];

    private static Nginx nginx;

    @TempDir
    Path directory;

    private TestNetwork network;

    @BeforeAll
    static void startServer(@TempDir Path directory) throws IOException, InterruptedException {
        new Random(1).nextBytes(FILE);
        Path www = Files.createDirectory(directory.resolve("www"));
        Files.write(www.resolve("file"), FILE);
        nginx = new Nginx(directory, """
                location /forbidden { return 403; }
                location /broken { return 500; }
                location /private { return 401; }
                location /moved { return 302 /again; }
                location /again { return 301 http://127.0.0.1:PORT/file; }
                location /loop { return 302 /loop; }
                location /to-file { return 302 file:///etc/passwd; }
                location /to-ftp { return 302 ftp://127.0.0.1/x; }
                location /slow/ { alias DIRECTORY/www/; limit_rate 1m; }
                """);
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        if (nginx != null) {
            nginx.stop();
        }
    }

    @BeforeEach
    void makeNetwork() throws IOException {
        network = new TestNetwork(directory);
    }

    @Test
    void fetchesAFile() throws IOException {
        Download download = fetch(nginx.http("/file"));

        assertThat(download.file()).hasBinaryContent(FILE);
        assertThat(download.digest()).isEqualTo(Digest.sha256(download));
    }

    @Test
    void takesASlowAnswer() throws IOException {
        assertThat(fetch(nginx.http("/slow/file")).file()).hasBinaryContent(FILE);
    }

    @Test
    void followsRedirects() throws IOException {
        assertThat(fetch(nginx.http("/moved")).file()).hasBinaryContent(FILE);
    }

    @Test
    void saysWhatTheServerAnswersAndWhatToDo() {
        UnexpectedStatusException missing = refused("/missing");
        UnexpectedStatusException forbidden = refused("/forbidden");
        UnexpectedStatusException locked = refused("/private");

        assertThat(missing).hasMessage("cannot fetch " + nginx.http("/missing") + ": the server answers 404 not found");
        assertThat(missing.hint()).isEqualTo("check the name");
        assertThat(forbidden.hint()).isEqualTo("check the name, and whether you may have it");
        assertThat(locked.hint()).isEqualTo("give a user name and a password");
        assertThat(network.root().resolve("part")).isEmptyDirectory();
    }

    @Test
    void triesAFewTimesWhenTheServerIsBroken() {
        UnexpectedStatusException broken = refused("/broken");

        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.hint()).isEqualTo("try again later");
    }

    @Test
    void answersAQuestionWithAnyStatus() throws IOException {
        Downloader downloader = network.downloader(Map.of());

        assertThat(downloader.ask(Request.get(nginx.http("/forbidden"))).status())
                .isEqualTo(403);
        assertThat(downloader.ask(Request.get(nginx.http("/file"))).body()).isEqualTo(FILE);
        assertThat(downloader.ask(Request.of("HEAD", nginx.http("/file"))).header("content-length"))
                .contains("300000");
    }

    @Test
    void givesUpOnARedirectLoop() {
        assertThatThrownBy(() -> fetch(nginx.http("/loop")).file())
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot fetch " + nginx.http("/loop") + ": it redirects more than 10 times");
    }

    @Test
    void doesNotFollowRedirectsToOtherSchemes() {
        for (String path : List.of("/to-file", "/to-ftp")) {
            assertThatThrownBy(() -> fetch(nginx.http(path)).file())
                    .isInstanceOf(PlashException.class)
                    .hasMessageEndingWith(path + ": it redirects to what is neither http nor https");
        }
    }

    @Test
    void refusesACertificateThatNobodySigned() {
        PlashException refused = catchThrowableOfType(
                PlashException.class, () -> fetch(nginx.https("/file")).file());

        assertThat(refused)
                .hasMessageStartingWith(
                        "cannot fetch " + nginx.https("/file") + ": the certificate of the server is not trusted (");
        assertThat(refused.hint()).contains("keytool", "PLASH_INSECURE_HOSTS");
    }

    @Test
    void takesACertificateThatTheTrustStoreHas() throws Exception {
        withTrust(() -> assertThat(fetch(nginx.https("/file")).file()).hasBinaryContent(FILE));
    }

    @Test
    void takesAnyCertificateOfAHostThatTheUserNamed() throws IOException {
        String other = "https://localhost:1/";
        Map<String, String> environment = Map.of("PLASH_INSECURE_HOSTS", "example.org 127.0.0.1");

        assertThat(fetch(nginx.https("/file"), environment).file()).hasBinaryContent(FILE);
        assertThatThrownBy(() -> fetch(nginx.https("/file"), Map.of("PLASH_INSECURE_HOSTS", "127.0.0.1:1"))
                        .file())
                .as("the same host with another port than %s", other)
                .hasMessageContaining("is not trusted");
    }

    @Test
    void doesNotFollowARedirectFromHttpsToHttp() throws Exception {
        withTrust(() -> assertThatThrownBy(() -> fetch(nginx.https("/again")).file())
                .isInstanceOf(PlashException.class)
                .hasMessageEndingWith("/again: it redirects from https to http, to 127.0.0.1"));
    }

    private UnexpectedStatusException refused(String path) {
        return catchThrowableOfType(
                UnexpectedStatusException.class, () -> fetch(nginx.http(path)).file());
    }

    /** Lets new clients of this process trust nobody but the server's own certificate. */
    private void withTrust(ThrowingCallable callable) throws Exception {
        Path trustStore = directory.resolve("trust");
        try (InputStream in = Files.newInputStream(nginx.certificate());
                OutputStream out = Files.newOutputStream(trustStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(in));
            keys.store(out, "changeit".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", trustStore.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try {
            assertThatCode(callable).doesNotThrowAnyException();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private Download fetch(String url) {
        return fetch(url, Map.of());
    }

    private Download fetch(String url, Map<String, String> environment) {
        return network.downloader(environment).download("file", Request.get(url), Expectation.NONE);
    }
}
