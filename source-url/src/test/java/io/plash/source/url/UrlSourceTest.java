package io.plash.source.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plash.api.PlashException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import io.plash.api.image.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UrlSourceTest extends ImageSourceContract {

    private static final byte[] ARCHIVE = new byte[300_000];

    private static Nginx nginx;

    @TempDir
    Path directory;

    @BeforeAll
    static void startServer(@TempDir Path directory) throws IOException, InterruptedException {
        new Random(1).nextBytes(ARCHIVE);
        Path www = Files.createDirectory(directory.resolve("www"));
        Files.write(www.resolve("rootfs.tar"), ARCHIVE);
        nginx = new Nginx(directory, """
                location /forbidden { return 403; }
                location /gone { return 410; }
                location /broken { return 500; }
                location /private { return 401; }
                location /moved { return 302 /again; }
                location /again { return 301 http://127.0.0.1:PORT/rootfs.tar; }
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

    @Override
    protected ImageSource source() {
        return new UrlSource(Map.of(), Duration.ofSeconds(20));
    }

    @Override
    protected String goodName() {
        return nginx.http("/rootfs.tar");
    }

    @Override
    protected List<String> nonsense() {
        return List.of("", "rootfs.tar", "http://", "http:///x", "ftp://127.0.0.1/x", "http://h:0/", "http://a b/");
    }

    @Override
    protected List<String> unfetchable() {
        return List.of(nginx.http("/missing.tar"), nginx.http("/loop"), "http://127.0.0.1:1/", "file:///no/such/file");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(ImageSource.class)).hasExactlyElementsOfTypes(UrlSource.class);
    }

    @Test
    void downloadsIntoTheDirectory() throws IOException {
        assertThat(fetch(nginx.http("/rootfs.tar")).archive())
                .hasParent(directory)
                .hasBinaryContent(ARCHIVE);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void tellsEveryByteOfTheProgress() throws IOException {
        List<String> told = new ArrayList<>();

        source().fetch(source().resolve(goodName()), directory, (done, total) -> told.add(done + "/" + total));

        assertThat(told).startsWith("0/300000").endsWith("300000/300000");
    }

    @Test
    void takesASlowAnswer() throws IOException {
        assertThat(fetch(nginx.http("/slow/rootfs.tar")).archive()).hasBinaryContent(ARCHIVE);
    }

    @Test
    void followsRedirects() throws IOException {
        assertThat(fetch(nginx.http("/moved")).archive()).hasBinaryContent(ARCHIVE);
    }

    @Test
    void saysThatThereIsNoImageWhenTheServerDoes() {
        String url = nginx.http("/missing.tar");

        ImageNotFoundException missing = catchThrowableOfType(ImageNotFoundException.class, () -> fetch(url));

        assertThat(missing).hasMessage("no image: url:" + url);
        assertThat(missing.hint()).isEqualTo("check the URL: the server answers 404 Not Found");
        assertThat(catchThrowable(() -> fetch(nginx.http("/gone")))).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void saysWhatTheServerRefuses() {
        assertThatThrownBy(() -> fetch(nginx.http("/forbidden")))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot fetch " + nginx.http("/forbidden") + ": the server answers 403 Forbidden");
    }

    @Test
    void invitesToTryAgainWhenTheServerIsBroken() {
        assertThatThrownBy(() -> fetch(nginx.http("/broken")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("/broken: the server answers 500 Internal Server Error");
    }

    @Test
    void givesUpOnARedirectLoop() {
        assertThatThrownBy(() -> fetch(nginx.http("/loop")))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot fetch " + nginx.http("/loop") + ": it redirects more than 10 times");
    }

    @Test
    void doesNotFollowRedirectsToOtherSchemes() {
        for (String path : List.of("/to-file", "/to-ftp")) {
            assertThatThrownBy(() -> fetch(nginx.http(path)))
                    .isInstanceOf(PlashException.class)
                    .hasMessageEndingWith(path + ": it redirects to what is neither http nor https");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesACertificateThatNobodySigned() {
        PlashException refused = catchThrowableOfType(PlashException.class, () -> fetch(nginx.https("/rootfs.tar")));

        assertThat(refused)
                .hasMessageStartingWith("cannot fetch " + nginx.https("/rootfs.tar")
                        + ": the certificate of the server is not trusted (");
        assertThat(refused.hint()).contains("keytool");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesACertificateThatTheTrustStoreHas() throws Exception {
        withTrust(() -> assertThat(fetch(nginx.https("/rootfs.tar")).archive()).hasBinaryContent(ARCHIVE));
    }

    @Test
    void doesNotFollowARedirectFromHttpsToHttp() throws Exception {
        withTrust(() -> assertThatThrownBy(() -> fetch(nginx.https("/again")))
                .isInstanceOf(PlashException.class)
                .hasMessageEndingWith("/again: it redirects from https to http, to 127.0.0.1"));
    }

    @Test
    void saysThatTheConnectionIsRefused() throws IOException {
        String url;
        try (RawServer server = new RawServer(request -> "")) {
            url = server.http("/x");
        }

        assertThatThrownBy(() -> fetch(url))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot fetch " + url + ": connection refused");
    }

    @Test
    void refusesAnAnswerThatIsCutOff() throws IOException {
        try (RawServer server = new RawServer(request -> "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) {
            assertThatThrownBy(() -> fetch(server.http("/x")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot fetch " + server.http("/x")
                            + ": the transfer broke off after 4 bytes: unexpected end of stream");
        }
        assertThat(directory.resolve("archive")).doesNotExist();
    }

    @Test
    void refusesAChunkedAnswerThatIsCutOff() throws IOException {
        try (RawServer server =
                new RawServer(request -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")) {
            assertThatThrownBy(() -> fetch(server.http("/x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the transfer broke off after 4 bytes");
        }
        assertThat(directory.resolve("archive")).doesNotExist();
    }

    @Test
    void tellsThatTheSizeIsUnknown() throws IOException {
        List<Long> totals = new ArrayList<>();
        try (RawServer server = new RawServer(request -> "HTTP/1.0 200 OK\r\n\r\nall")) {
            Progress progress = (done, total) -> totals.add(total);
            FetchedImage fetched = source().fetch(source().resolve(server.http("/x")), directory, progress);

            assertThat(fetched.archive()).hasContent("all");
        }
        assertThat(totals).isNotEmpty().containsOnly(-1L);
    }

    @Test
    void losesPatienceWithASilentServer() throws IOException {
        ImageSource impatient = new UrlSource(Map.of(), Duration.ofMillis(200));
        try (RawServer server = new RawServer(request -> "")) {
            assertThatThrownBy(() -> impatient.fetch(impatient.resolve(server.http("/x")), directory, Progress.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot fetch " + server.http("/x") + ": the server does not answer");
        }
    }

    @Test
    void showsNothingOfATerminalsLanguageThatAServerSent() throws IOException {
        try (RawServer server = new RawServer(request -> "HTTP/1.1 418 \u001b[2Jtea\r\nContent-Length: 0\r\n\r\n")) {
            assertThatThrownBy(() -> fetch(server.http("/x")))
                    .hasMessage("cannot fetch " + server.http("/x") + ": the server answers 418 [2Jtea");
        }
    }

    @Test
    void takesAFileWhereItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("a b#ä.tar"), "tar");

        assertThat(fetch("file://" + file).archive()).isEqualTo(file);
        assertThat(fetch("FILE://localhost" + directory + "/a%20b%23%C3%A4.tar").archive())
                .isEqualTo(file);
    }

    @Test
    void saysWhyAFileCannotBeTaken() {
        assertThatThrownBy(() -> fetch("file:" + directory + "/none"))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessage("no image: url:file://" + directory + "/none");
        assertThatThrownBy(() -> fetch("file:" + directory))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot read " + directory + ": not a regular file");
        assertThatThrownBy(() -> fetch("file:///dev/zero")).hasMessage("cannot read /dev/zero: not a regular file");
    }

    @Test
    void needsNothingOfOkHttpForAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("rootfs.tar"), "tar");
        List<URL> jars = new ArrayList<>();
        for (String jar : System.getProperty("java.class.path").split(":", -1)) {
            if (!jar.matches(".*/(okhttp|okio|kotlin)[^/]*")) {
                jars.add(Path.of(jar).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("okhttp3.OkHttpClient"))
                    .isInstanceOf(ClassNotFoundException.class);

            assertThat(loader.loadClass(FileFetch.class.getName())
                            .getConstructor(String.class)
                            .newInstance("file://" + file))
                    .hasToString(file.toString());
        }
    }

    /** Fetches what is on this machine; shows as the path of it. */
    public record FileFetch(String url) {

        @Override
        public String toString() {
            try {
                UrlSource source = new UrlSource();
                return source.fetch(source.resolve(url), Path.of("/none"), Progress.NONE)
                        .archive()
                        .toString();
            } catch (IOException e) {
                return e.toString();
            }
        }
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

    private FetchedImage fetch(String url) throws IOException {
        return source().fetch(source().resolve(url), directory, Progress.NONE);
    }
}
