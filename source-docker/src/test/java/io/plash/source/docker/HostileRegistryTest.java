package io.plash.source.docker;

import static io.plash.source.docker.FakeRegistry.body;
import static io.plash.source.docker.FakeRegistry.descriptor;
import static io.plash.source.docker.FakeRegistry.guarded;
import static io.plash.source.docker.FakeRegistry.manifestOf;
import static io.plash.source.docker.FakeRegistry.status;
import static io.plash.source.docker.FakeRegistry.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.PlainDownloader;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.oci.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry may say, and who sees a password. */
final class HostileRegistryTest {

    /** Of {@code user:secret}. */
    private static final String BASIC = "Basic dXNlcjpzZWNyZXQ=";

    private static final String LAYER = "no tar, but nobody looks";

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private FakeRegistry registry;
    private FakeRegistry other;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        other = new FakeRegistry();
        environment.put("HOME", directory.toString());
        environment.put("DOCKER_DEFAULT_PLATFORM", "linux/amd64");
    }

    @AfterEach
    void stop() {
        registry.close();
        other.close();
    }

    @Test
    void isBelievedWhenItIsHonest() throws IOException {
        registry.manifest(honest());

        assertThat(fetch().layers()).hasSize(1);
    }

    @Test
    void cannotHandOutAnotherManifestThanItSays() {
        registry.on(
                "/v2/x/manifests/t",
                with("Docker-Content-Digest", Digest.sha256("y").toString(), body(MediaTypes.MANIFEST, honest())));

        assertRefused("bad manifest of .*: its digest is sha256:.*, expected is sha256:.*");
    }

    @Test
    void cannotHandOutAnotherManifestThanItIsAskedFor() {
        Digest wanted = Digest.sha256("y");
        registry.on("/v2/x/manifests/" + wanted, body(MediaTypes.MANIFEST, honest()));

        assertThatThrownBy(() -> fetch("x@" + wanted))
                .isInstanceOf(PlashException.class)
                .hasMessageMatching("bad manifest of .*: its digest is sha256:.*, expected is " + wanted);
    }

    @Test
    void cannotHandOutAnotherConfig() {
        String config = registry.blob(MediaTypes.CONFIG, config());
        registry.on("/v2/x/blobs/" + Digest.sha256(config()), body("text/plain", config().replace("amd64", "arm64")));
        registry.manifest(manifestOf(config, layer()));

        assertRefused("cannot use .*");
    }

    @Test
    void cannotLieAboutTheSizeOfTheConfig() {
        registry.blob(MediaTypes.CONFIG, config());
        registry.manifest(
                manifestOf(descriptor(MediaTypes.CONFIG, Digest.sha256(config()).toString(), 7), layer()));

        assertRefused("cannot use .*");
    }

    @Test
    void cannotHaveAnEndlessConfig() {
        registry.manifest(
                manifestOf(descriptor(MediaTypes.CONFIG, Digest.sha256(config()).toString(), Long.MAX_VALUE), layer()));

        assertRefused("bad manifest of .*: its config is larger than 8388608 bytes");
    }

    @Test
    void cannotUseADigestAsAPath() {
        registry.manifest(manifestOf(descriptor(MediaTypes.CONFIG, "sha256:../../../manifests/t", 1), layer()));

        assertRefused("bad manifest of .*: not a digest: sha256:../../../manifests/t");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void cannotMakeAManifestOfAnIndex() {
        registry.on(
                "/v2/x/manifests/t",
                body(
                        MediaTypes.MANIFEST,
                        honest().replace("{\"schemaVersion\"", "{\"manifests\": [], \"schemaVersion\"")));

        assertRefused("bad manifest of .*: it has manifests, which belong to another kind of document");
    }

    @Test
    void cannotHaveMoreLayersThanItSays() {
        registry.manifest(manifestOf(registry.blob(MediaTypes.CONFIG, config()), layer(), layer()));

        assertRefused("bad config of .*: it names 1 layers, and the manifest 2");
    }

    @Test
    void cannotSendUsRoundInCircles() {
        String index = "{\"schemaVersion\": 2, \"manifests\": [%s]}";
        String entry = registry.blob(MediaTypes.INDEX, index.formatted(""));
        for (int i = 0; i < 5; i++) {
            String document = index.formatted(entry);
            registry.on("/v2/x/manifests/" + Digest.sha256(document), body(MediaTypes.INDEX, document));
            entry = descriptor(MediaTypes.INDEX, Digest.sha256(document).toString(), document.length());
        }
        registry.on("/v2/x/manifests/t", body(MediaTypes.INDEX, index.formatted(entry)));

        assertRefused("bad manifest of .*: indexes of indexes of indexes");
    }

    @Test
    void cannotSendADocumentThatIsTooDeep() {
        registry.manifest("{\"a\":" + "[".repeat(10_000));

        assertRefused("bad manifest of .*");
    }

    @Test
    void cannotSteerATerminal() {
        registry.manifest(manifestOf(descriptor("text/\\u001b[2J\\u202e", "sha256:" + "a".repeat(64), 1)));

        Throwable thrown = catchThrowable(this::fetch);

        assertThat(thrown).isInstanceOf(PlashException.class);
        assertThat(thrown.getMessage()).doesNotContain("\u001b", "\u202e").contains("its config is text/?[2j?");
    }

    @Test
    void cannotSteerATerminalByItsTags() {
        registry.on(
                "/v2/x/tags/list", body("text/json", "{\"tags\": [\"t\\u001b[2J\", \"t\\nplash: error: b\", \"t1\"]}"));

        assertThat(catchThrowableOfType(PlashException.class, this::fetch).hint())
                .isEqualTo("there is no tag t; close ones are t1");
        assertThat(catchThrowableOfType(PlashException.class, () -> fetch("x:\u001b[2J\n")))
                .hasMessage("no name of an image: " + registry.host() + "/x:?[2J?: ?[2J? is no tag");
    }

    @Test
    void cannotSayADigestThatIsNone() {
        registry.on(
                "/v2/x/manifests/t",
                with("Docker-Content-Digest", "sha256:../../etc", body(MediaTypes.MANIFEST, honest())));

        assertRefused("bad answer of http://.*: not a digest: sha256:../../etc");
    }

    @Test
    void cannotSayMoreThanOneLine() {
        registry.on("/v2/x/manifests/t", exchange -> {
            byte[] bytes = "{\"errors\": [{\"message\": \"a\\nplash: error: b\"}]}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, bytes.length);
            exchange.getResponseBody().write(bytes);
        });

        assertRefused("cannot fetch .* answers 403 forbidden, a\\?plash: error: b");
    }

    @Test
    void getsThePasswordForItsOwnTokens() throws IOException {
        login(registry.host());
        registry.on("/token", guarded(BASIC, "Basic realm=x", body("text/json", "{\"access_token\": \"t1\"}")))
                .on("/v2/x/manifests/t", guarded("Bearer t1", bearer(registry), body(MediaTypes.MANIFEST, honest())));

        assertThat(fetch().layers()).hasSize(1);
        assertThat(registry.requests())
                .contains("GET /token?service=s&scope=repository%3Ax%3Apull&client_id=plash " + BASIC);
    }

    @Test
    void getsOneTokenForAllRequests() throws IOException {
        String manifest = honest();
        registry.on("/token", body("text/json", "{\"token\": \"t1\"}"))
                .on("/v2/x/manifests/t", guarded("Bearer t1", bearer(registry), body(MediaTypes.MANIFEST, manifest)))
                .on(
                        "/v2/x/blobs/" + Digest.sha256(config()),
                        guarded("Bearer t1", bearer(registry), body("text/plain", config())));

        fetch();

        assertThat(registry.requests())
                .filteredOn(request -> request.startsWith("GET /token"))
                .hasSize(1);
    }

    @Test
    void getsNoPasswordToAnotherHost() throws IOException {
        login(registry.host());
        other.on("/token", body("text/json", "{\"token\": \"t1\"}"));
        registry.on("/v2/x/manifests/t", guarded("Bearer t1", bearer(other), body(MediaTypes.MANIFEST, honest())));

        assertThat(fetch().layers()).hasSize(1);
        assertThat(other.requests())
                .singleElement()
                .asString()
                .startsWith("GET /token?")
                .endsWith(" -");
    }

    @Test
    void isToldThatThePasswordStaysHere() throws IOException {
        login(registry.host());
        other.on("/token", status(401));
        registry.on("/v2/x/manifests/t", guarded("Bearer t1", bearer(other), status(200)));

        assertRefused("cannot log in: the registry sends its clients to " + other.host()
                + ", which does not belong to it, and the password was not shown there");
        assertThat(other.requests()).allMatch(request -> request.endsWith(" -"));
    }

    @Test
    void isNotBlamedWhenItsTokenServerIsDown() {
        registry.on("/token", status(503)).on("/v2/x/manifests/t", guarded("Bearer t1", bearer(registry), status(200)));

        assertThat(catchThrowableOfType(UnexpectedStatusException.class, this::fetch)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void cannotNameARealmThatIsNoWebServer() {
        registry.on(
                "/v2/x/manifests/t", guarded("-", "Bearer realm=\"file:///etc/passwd\",service=\"s\"", status(200)));

        assertRefused("cannot log in to .*: it sends its clients to file:///etc/passwd, and that is not https");
    }

    @Test
    void cannotSmuggleAHeaderIntoAToken() {
        registry.on("/token", body("text/json", "{\"token\": \"t1\\r\\nX: y\"}"))
                .on("/v2/x/manifests/t", guarded("Bearer t1", bearer(registry), status(200)));

        assertRefused("bad answer of 127.0.0.1: its token is none");
    }

    @Test
    void getsNoTokenOfTheHostThatItRedirectsTo() throws IOException {
        login(registry.host());
        String config = registry.blob(MediaTypes.CONFIG, config());
        String place = "/v2/x/blobs/" + Digest.sha256(config());
        registry.manifest(manifestOf(config, layer()));
        registry.on(
                place, guarded(BASIC, "Basic realm=x", with("Location", "http://" + other.host() + "/c", status(307))));
        other.on("/c", guarded(BASIC, "Basic realm=x", body("text/plain", config())));

        assertThat(catchThrowable(this::fetch)).isInstanceOf(PlashException.class);
        assertThat(registry.requests()).anyMatch(request -> request.endsWith(BASIC));
        assertThat(other.requests()).isNotEmpty().allMatch(request -> request.endsWith(" -"));
    }

    @Test
    void getsNothingShownForAForeignLayer() throws IOException {
        login(registry.host());
        String type = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
        String foreign = descriptor(type, Digest.sha256(LAYER).toString(), LAYER.length())
                .replace("}", ", \"urls\": [\"file:///etc/passwd\", \"http://" + other.host() + "/layer\"]}");
        registry.manifest(manifestOf(registry.blob(MediaTypes.CONFIG, config()), foreign));
        other.on("/layer", body("text/plain", LAYER));

        assertThat(fetch().layers().get(0).content().open().readAllBytes()).hasSize(LAYER.length());
        assertThat(other.requests()).containsExactly("GET /layer -");
    }

    private String bearer(FakeRegistry tokens) {
        return "Bearer realm=\"http://" + tokens.host() + "/token\",service=\"s\"";
    }

    private String honest() {
        return manifestOf(registry.blob(MediaTypes.CONFIG, config()), layer());
    }

    private String layer() {
        return registry.blob(MediaTypes.LAYER, LAYER);
    }

    private static String config() {
        return "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\""
                + Digest.sha256("x") + "\"]}}";
    }

    private void login(String host) throws IOException {
        Path file = directory.resolve("auth.json");
        Files.writeString(file, "{\"auths\": {\"" + host + "\": {\"auth\": \"dXNlcjpzZWNyZXQ=\"}}}");
        environment.put("REGISTRY_AUTH_FILE", file.toString());
    }

    private FetchedImage fetch() throws IOException {
        return fetch("x:t");
    }

    private FetchedImage fetch(String name) throws IOException {
        DockerSource source = new DockerSource(environment);
        ImageReference image = source.resolve(registry.host() + "/" + name);
        return source.fetch(image, new PlainDownloader(directory), directory);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::fetch)
                .isInstanceOf(PlashException.class)
                .message()
                .matches("(?s)" + message)
                .doesNotContain("\n", "secret");
    }
}
