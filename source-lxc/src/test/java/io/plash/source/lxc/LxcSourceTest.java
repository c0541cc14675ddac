package io.plash.source.lxc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.PlainDownloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LxcSourceTest {

    private static final String ARCHIVE = "a root filesystem";
    private static final String SHA = Digest.sha256(ARCHIVE).hex();
    private static final String DEBIAN = "images/debian/bookworm/amd64/default/20240901_05:24/";
    private static final String ALPINE = "images/alpine/3.20/amd64/default/20240901_13:00/";

    private final Map<String, String> files = new LinkedHashMap<>();

    /** What is answered instead of 200. */
    private final Map<String, Integer> statuses = new LinkedHashMap<>();

    /** What happens when a file was asked for. */
    private final Map<String, Runnable> afterwards = new LinkedHashMap<>();

    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        files.put("streams/v1/index.json", """
                {"format":"index:1.0","index":{"images":{"datatype":"image-downloads","path":"streams/v1/images.json"},
                 "others":{"datatype":"other","path":"nowhere"}}}""");
        files.put("streams/v1/images.json", """
                {"products":{
                 "debian:bookworm:amd64:default":{"aliases":"debian/bookworm/default,debian/12/default,debian/12","arch":"amd64","os":"Debian",
                  "release":"bookworm","variant":"default","versions":{
                   "20240901_05:24":{"items":{"x":{"ftype":"root.tar.xz","path":"%s","size":%d,"sha256":"%s"},
                    "y":{"ftype":"squashfs","path":"other","size":1,"sha256":"00"}}},
                   "20240101_05:24":{"items":{"x":{"ftype":"root.tar.xz","path":"old","size":1,"sha256":"%s"}}}}},
                 "debian:bullseye:amd64:default":{"arch":"amd64","os":"Debian","release":"bullseye","variant":"default",
                  "versions":{"20240901_05:24":{"items":{"x":{"ftype":"disk-kvm.img","path":"p","size":1,"sha256":"00"}}}}},
                 "alpine:3.20:arm64:default":{"arch":"arm64","os":"Alpine","release":"3.20","variant":"default","versions":{}}
                }}""".formatted(DEBIAN + "rootfs.tar.xz", ARCHIVE.length(), SHA, SHA));
        files.put(DEBIAN + "rootfs.tar.xz", ARCHIVE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath().substring(1);
            String body = files.get(path);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            byte[] bytes = body == null || head ? new byte[0] : body.getBytes(UTF_8);
            afterwards.getOrDefault(path, () -> {}).run();
            int status = statuses.getOrDefault(path, body == null ? 404 : 200);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private LxcSource source() {
        return source(address() + "/");
    }

    private static LxcSource source(String servers) {
        return new LxcSource(Map.of("PLASH_LXC_SERVER", servers), "amd64");
    }

    private PlainDownloader downloader() {
        return new PlainDownloader(directory);
    }

    private String pinned(String name) throws IOException {
        LxcSource source = source();
        return source.pin(source.resolve(name), downloader()).name();
    }

    private String fetched(String name) throws IOException {
        LxcSource source = source();
        FetchedImage image = source.fetch(source.resolve(name), downloader(), directory);
        try (InputStream in = image.layers().get(0).content().open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(ImageSource.class)).hasExactlyElementsOfTypes(LxcSource.class);
    }

    @Test
    void takesTheNewestReleaseAndBuild() throws IOException {
        assertThat(pinned("debian")).isEqualTo("debian:bookworm/amd64/default@20240901_05:24=" + SHA);
        assertThat(fetched("debian")).isEqualTo(ARCHIVE);
    }

    @Test
    void takesASquashfsWhereThereIsNoArchive() throws IOException {
        String list = files.getOrDefault("streams/v1/images.json", "");
        files.put(
                "streams/v1/images.json",
                list.replace("root.tar.xz\",\"path\":\"images", "squashfs\",\"path\":\"images")
                        .replace(
                                "\"ftype\":\"squashfs\",\"path\":\"other\"",
                                "\"ftype\":\"disk-kvm.img\",\"path\":\"other\""));
        assertThat(fetched("debian")).isEqualTo(ARCHIVE);
    }

    @Test
    void saysThatAnImageHasAnotherNameNow() {
        assertThat(source("").notice("Jessie")).contains("Jessie is called debian/jessie now");
        assertThat(source("").notice("debian/jessie")).isEmpty();
    }

    @Test
    void knowsTheNumbersOfReleases() throws IOException {
        assertThat(pinned("debian/12")).isEqualTo("debian:bookworm/amd64/default@20240901_05:24=" + SHA);
    }

    @Test
    void knowsPublishedAliases() throws IOException {
        assertThat(pinned("debian/12/default")).isEqualTo(pinned("debian/12"));

        String list = files.getOrDefault("streams/v1/images.json", "");
        files.put(
                "streams/v1/images.json",
                list.replace("debian/12/default,debian/12", "debian/12/cloud")
                        .replaceFirst("\"variant\":\"default\"", "\"variant\":\"cloud\""));
        assertThat(pinned("debian/12/cloud")).isEqualTo("debian:bookworm/amd64/cloud@20240901_05:24=" + SHA);
    }

    @Test
    void takesTheNewestReleaseOfAnotherArchitecture() throws IOException {
        LxcSource arm = new LxcSource(Map.of("PLASH_LXC_SERVER", address()), "aarch64");

        assertThat(arm.pin(arm.resolve("debian/amd64"), downloader()).name()).startsWith("debian:bookworm/amd64/");
    }

    @Test
    void fetchesAnOlderBuildOnlyIfItHasTheSameContent() {
        String gone = "debian:bookworm/amd64/default@20230101_05:24=" + SHA;
        String other = "debian:bookworm/amd64/default@20240901_05:24=" + "0".repeat(64);

        assertThatThrownBy(() -> fetched(gone)).isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> fetched(other)).hasMessageContaining("another content of this build");
    }

    @Test
    void saysWhereTheImageIs() throws IOException {
        assertThat(source().address(source().resolve("debian"), downloader()))
                .contains(address() + "/" + DEBIAN + "rootfs.tar.xz");
    }

    @Test
    void saysWhatThereIsInstead() {
        assertHint("nixos", "there are: alpine debian");
        assertHint("debian/buster", "there is: debian/bookworm/amd64 debian/bullseye/amd64");
        assertHint("alpine", "there is: alpine/3.20/arm64");
        assertHint("debian/bullseye", "the server has no archive of its root filesystem; try another variant");
    }

    private void assertHint(String name, String hint) {
        assertThatThrownBy(() -> fetched(name))
                .isInstanceOf(ImageNotFoundException.class)
                .extracting("hint")
                .isEqualTo(hint);
    }

    @Test
    void readsTheOlderIndexWhereThereAreNoStreams() throws IOException {
        files.remove("streams/v1/index.json");
        files.put("meta/1.0/index-user", """
                alpine;3.20;amd64;default;20240901_13:00;/images/alpine/3.20/amd64/default/20240901_13:00/
                alpine;edge;amd64;default;;
                broken line
                """);
        files.put(ALPINE + "SHA256SUMS", "00  other\n" + SHA + "  rootfs.tar.xz\n");
        files.put(ALPINE + "rootfs.tar.xz", ARCHIVE);

        assertThat(fetched("alpine")).isEqualTo(ARCHIVE);
        assertThat(pinned("alpine")).isEqualTo("alpine:3.20/amd64/default@20240901_13:00=" + SHA);
    }

    @Test
    void readsTheOlderIndexWhereTheStreamsAreNotGivenOut() throws IOException {
        files.put("meta/1.0/index-user", "alpine;3.20;amd64;default;20240901_13:00;/" + ALPINE + "\n");
        files.put(ALPINE + "SHA256SUMS", SHA + "  rootfs.tar.xz\n");
        files.put(ALPINE + "rootfs.tar.xz", ARCHIVE);

        for (int status : List.of(403, 500, 503)) {
            statuses.put("streams/v1/index.json", status);
            assertThat(fetched("alpine")).isEqualTo(ARCHIVE);
        }
        files.remove("meta/1.0/index-user");
        assertThatThrownBy(() -> fetched("alpine")).hasMessageEndingWith("503 service unavailable");
    }

    @Test
    void refusesAnImageWithAnotherDigestOrSize() {
        files.put(DEBIAN + "rootfs.tar.xz", ARCHIVE.replace('a', 'b'));
        assertThatThrownBy(() -> fetched("debian")).isInstanceOf(PlashException.class);
        files.put(DEBIAN + "rootfs.tar.xz", ARCHIVE + ARCHIVE);
        assertThatThrownBy(() -> fetched("debian")).isInstanceOf(PlashException.class);
    }

    @Test
    void refusesABuildThatChangesAfterTheIndexWasRead() {
        String rootfs = DEBIAN + "rootfs.tar.xz";
        afterwards.put(DEBIAN + "rootfs.tar.xz.asc", () -> files.put(rootfs, ARCHIVE.replace('a', 'b')));
        assertThatThrownBy(() -> fetched("debian")).hasMessageContaining("it has the digest sha256:");

        afterwards.put(DEBIAN + "rootfs.tar.xz.asc", () -> files.remove(rootfs));
        assertThatThrownBy(() -> fetched("debian")).hasMessageContaining("404 not found");
    }

    @Test
    void refusesAPathThatLeadsElsewhere() {
        for (String path : List.of("../../etc", "images/../../x", "http://example.com?", "a b", "")) {
            String list = files.getOrDefault("streams/v1/images.json", "");
            files.put("streams/v1/images.json", list.replace(DEBIAN + "rootfs.tar.xz", path));
            assertThatThrownBy(() -> fetched("debian")).hasMessageContaining("leads elsewhere");
            files.put("streams/v1/images.json", list);
        }
    }

    @Test
    void refusesAnIndexThatIsNone() {
        for (String index : List.of("", "[", "<html>", "{} {}", "[".repeat(100_000))) {
            files.put("streams/v1/images.json", index);
            assertThatThrownBy(() -> fetched("debian")).isInstanceOfAny(PlashException.class, IOException.class);
        }
    }

    @Test
    void asksTheNextServerIfOneIsOfNoUse() throws IOException {
        files.put("html/streams/v1/index.json", "<html>");
        files.put("small/streams/v1/index.json", "{}");
        String unreachable = "http://127.0.0.1:1";

        for (String first : List.of(unreachable, address() + "/html", address() + "/small", address() + "/nothing")) {
            LxcSource source = source(first + " " + address());
            assertThat(source.pin(source.resolve("debian"), downloader()).name())
                    .as(first)
                    .contains(SHA);
        }
    }

    @Test
    void asksTheNextServerIfOneHasTheIndexButNotYetTheFile() throws IOException {
        for (String index : List.of("streams/v1/index.json", "streams/v1/images.json")) {
            files.put("ahead/" + index, files.getOrDefault(index, ""));
        }
        LxcSource alone = source(address() + "/ahead");
        LxcSource both = source(address() + "/ahead " + address());

        assertThatThrownBy(() -> alone.fetch(alone.resolve("debian"), downloader(), directory))
                .hasMessageEndingWith("rootfs.tar.xz: the server lists it but does not have it")
                .extracting("hint")
                .isEqualTo("try again later, or name another server in PLASH_LXC_SERVER");
        try (InputStream in = both.fetch(both.resolve("debian"), downloader(), directory)
                .layers()
                .get(0)
                .content()
                .open()) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(ARCHIVE);
        }
    }

    @Test
    void saysWhatThereIsInsteadWhateverOtherServersSay() {
        for (String servers : List.of(address() + " http://127.0.0.1:1", "http://127.0.0.1:1 " + address())) {
            LxcSource source = source(servers);
            assertThatThrownBy(() -> source.pin(source.resolve("nixos"), downloader()))
                    .as(servers)
                    .isInstanceOf(ImageNotFoundException.class)
                    .extracting("hint")
                    .isEqualTo("there are: alpine debian");
        }
    }

    @Nested
    final class Contract extends ImageSourceContract {

        @Override
        protected ImageSource source() {
            return LxcSourceTest.this.source();
        }

        @Override
        protected String goodName() {
            return "debian";
        }

        @Override
        protected List<String> nonsense() {
            return List.of("", "a b", "../..");
        }

        @Override
        protected List<String> unfetchable() {
            return List.of("nixos", "debian/buster");
        }
    }
}
