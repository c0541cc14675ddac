package io.plash.source.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.PlainDownloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import io.plash.api.image.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images made by umoci and skopeo, also in the registry of the distribution project. */
final class DockerSourceTest extends ImageSourceContract {

    private static Distribution registry;
    private static Distribution guarded;
    private static Images images;
    private static Path shared;

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void makeImages(@TempDir Path directory) throws IOException {
        Tools.require("umoci", "skopeo", "docker-registry");
        shared = directory;
        registry = Distribution.open(Files.createDirectory(directory.resolve("open")));
        guarded = Distribution.guarded(Files.createDirectory(directory.resolve("guarded")));
        images = new Images(directory).with("1", "one", "two");
        images.copy("1", "docker://" + registry.host() + "/app:1", "--dest-tls-verify=false");
        images.copy(
                "1", "docker://" + guarded.host() + "/app:1", "--dest-tls-verify=false", "--dest-creds", "user:secret");
    }

    @AfterAll
    static void stopRegistries() throws IOException {
        if (registry != null) {
            registry.close();
        }
        if (guarded != null) {
            guarded.close();
        }
    }

    @Override
    protected ImageSource source() {
        environment.putIfAbsent("HOME", directory.toString());
        return new DockerSource(environment);
    }

    @Override
    protected String goodName() {
        return registry.host() + "/app:1";
    }

    @Override
    protected List<String> nonsense() {
        return List.of("", "A", "a b", "a\nb", "docker://", "oci:", "docker-archive:", "docker-daemon:", "http://x/y");
    }

    @Override
    protected List<String> unfetchable() {
        return List.of(registry.host() + "/app:2", registry.host() + "/missing", "127.0.0.1:1/app", "oci:/missing");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(ImageSource.class)).hasExactlyElementsOfTypes(DockerSource.class);
    }

    @Test
    void fetchesLayersInOrderAndTheConfig() throws IOException {
        FetchedImage image = fetch(goodName());

        assertThat(filesOf(image)).containsExactly("one", "two");
        assertThat(image.config().entrypoint()).containsExactly("/bin/app");
        assertThat(image.config().command()).containsExactly("arg");
        assertThat(image.config().environment()).contains("A=1");
        assertThat(image.config().workingDirectory()).isEqualTo("/srv");
        assertThat(image.config().user()).isEqualTo("7:8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=v2s2", "--format=oci", "--dest-compress-format=zstd"})
    void fetchesWhatSkopeoPushes(String option) throws IOException {
        String name = registry.host() + "/formats:" + option.replaceAll("\\W", "");
        images.copy("1", "docker://" + name, "--dest-tls-verify=false", option);

        assertThat(fetch(name).layers()).extracting(Layer::diffId).isEqualTo(diffIds());
    }

    @Test
    void pinsTheDigestOfTheManifest() throws IOException {
        String digest = Tools.run(
                        "skopeo", "inspect", "--tls-verify=false", "--format={{.Digest}}", "docker://" + goodName())
                .strip();
        ImageReference pinned = source().pin(source().resolve(goodName()), downloader());

        assertThat(pinned).hasToString("docker:" + registry.host() + "/app@" + digest);
        assertThat(fetch(goodName()).pinned().get()).isEqualTo(pinned);
        assertThat(fetch(pinned.name()).layers()).hasSize(2);
    }

    @Test
    void pinsAPinnedImageWithoutAskingAnyone() throws IOException {
        ImageReference pinned = source().resolve("127.0.0.1:1/app@sha256:" + "a".repeat(64));

        assertThat(source().pin(pinned, downloader())).isEqualTo(pinned);
    }

    @Test
    void suggestsTagsThatComeClose() throws IOException {
        images.copy("1", "docker://" + registry.host() + "/tags:1.20", "--dest-tls-verify=false");

        assertThat(catchThrowableOfType(ImageNotFoundException.class, () -> fetch(registry.host() + "/tags:1.2"))
                        .hint())
                .isEqualTo("there is no tag 1.2; close ones are 1.20");
    }

    @Test
    void logsInWhereAPasswordIsWanted() throws IOException {
        environment.put("REGISTRY_AUTH_FILE", auth("user:secret").toString());

        assertThat(filesOf(fetch(guarded.host() + "/app:1"))).containsExactly("one", "two");
    }

    @Test
    void saysHowToLogIn() throws IOException {
        PlashException refused = catchThrowableOfType(PlashException.class, () -> fetch(guarded.host() + "/app:1"));

        assertThat(refused)
                .hasMessage("cannot fetch docker:" + guarded.host() + "/app:1: " + guarded.host()
                        + " answers 401 unauthorized, authentication required");
        assertThat(refused.hint()).endsWith("log in with `podman login " + guarded.host() + "` or `docker login`");
    }

    @Test
    void doesNotInsistOnAWrongPassword() throws IOException {
        environment.put("REGISTRY_AUTH_FILE", auth("user:wrong").toString());

        assertThatThrownBy(() -> fetch(guarded.host() + "/app:1"))
                .isInstanceOf(PlashException.class)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void asksAMirrorFirst() throws IOException {
        environment.put("PLASH_DOCKER_MIRRORS", "registry.invalid=" + registry.host());

        assertThat(filesOf(fetch("registry.invalid/app:1"))).containsExactly("one", "two");
    }

    @Test
    void asksTheRegistryIfTheMirrorHasNothing() throws IOException {
        environment.put(
                "PLASH_DOCKER_MIRRORS",
                registry.host() + "=127.0.0.1:1 " + registry.host() + "=" + registry.host() + "/nothing");

        assertThat(filesOf(fetch(goodName()))).containsExactly("one", "two");
    }

    @Test
    void readsALayout() throws IOException {
        assertThat(filesOf(fetch("oci:" + images.layout()))).containsExactly("one", "two");
        assertThat(filesOf(fetch("oci:" + images.layout() + ":1"))).containsExactly("one", "two");
    }

    @Test
    void listsTheImagesOfALayout() throws IOException {
        assertThat(catchThrowableOfType(ImageNotFoundException.class, () -> fetch("oci:" + images.layout() + ":x"))
                        .hint())
                .isEqualTo("there are: 1");
    }

    @Test
    void readsArchives() throws IOException {
        Path oci = shared.resolve("oci.tar");
        Path docker = shared.resolve("docker.tar");
        images.copy("1", "oci-archive:" + oci + ":1");
        images.copy("1", "docker-archive:" + docker + ":app:1");

        assertThat(filesOf(fetch("oci-archive:" + oci))).containsExactly("one", "two");
        assertThat(filesOf(fetch("docker-archive:" + docker))).containsExactly("one", "two");
        assertThat(filesOf(fetch("docker-archive:" + docker + ":app:1"))).containsExactly("one", "two");
        assertThat(catchThrowableOfType(ImageNotFoundException.class, () -> fetch("docker-archive:" + docker + ":b"))
                        .hint())
                .isEqualTo("there are: docker.io/library/app:1");
    }

    @ParameterizedTest
    @CsvSource({"gzip, gz", "xz, xz", "bzip2, bz2", "zstd, zst"})
    void readsACompressedArchive(String program, String suffix) throws IOException {
        Tools.require(program);
        Path docker = shared.resolve(suffix + ".tar");
        images.copy("1", "docker-archive:" + docker);
        Tools.run(program, docker.toString());

        assertThat(filesOf(fetch("docker-archive:" + docker + "." + suffix))).containsExactly("one", "two");
    }

    @Test
    void findsFilesWhereverTheNameWasWritten() {
        Path there = Path.of("/there");

        assertThat(source().seenFrom(there, "oci:layout:1")).isEqualTo("oci:/there/layout:1");
        assertThat(source().seenFrom(there, "docker-archive:../a.tar")).isEqualTo("docker-archive:/there/../a.tar");
        assertThat(List.of("oci:/layout:1", "alpine", "docker-daemon:alpine", "oci:", "docker://x/y"))
                .allSatisfy(name -> assertThat(source().seenFrom(there, name)).isEqualTo(name));
    }

    @Test
    void pinsImagesOnThisMachine() throws IOException {
        ImageReference pinned = source().pin(source().resolve("oci:" + images.layout()), downloader());

        assertThat(pinned.name()).matches("oci:" + images.layout() + "@sha256:[0-9a-f]{64}");
        assertThat(filesOf(fetch(pinned.name()))).containsExactly("one", "two");
    }

    @Test
    void refusesABlobThatSomebodyChanged() throws IOException {
        Path layout = Files.createDirectory(directory.resolve("changed"));
        Tools.run("cp", "-r", images.layout() + "/.", layout.toString());
        byte[] manifest = Files.readAllBytes(images.layout().resolve("index.json"));
        String text = new String(manifest, StandardCharsets.UTF_8);
        String digest = text.replaceAll("(?s).*\"sha256:([0-9a-f]{64})\".*", "$1");
        Path blob = layout.resolve("blobs/sha256").resolve(digest);
        Files.writeString(blob, Files.readString(blob).replace("schemaVersion", "SchemaVersion"));

        assertThatThrownBy(() -> fetch("oci:" + layout))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("its digest is ");
    }

    @Test
    void forgetsNoPathThatIsLong() throws IOException {
        String name = "oci:/" + "long/".repeat(100);

        assertThat(source().resolve(name).mapKey().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(255);
        assertThat(source().resolve(name).mapKey())
                .isNotEqualTo(source().resolve(name + "x").mapKey());
    }

    private static List<java.util.Optional<Digest>> diffIds() throws IOException {
        return new DockerSource(Map.of())
                        .fetch(
                                new DockerSource(Map.of()).resolve("oci:" + images.layout() + ":1"),
                                new PlainDownloader(shared),
                                shared)
                        .layers()
                        .stream()
                        .map(Layer::diffId)
                        .toList();
    }

    private Path auth(String login) throws IOException {
        String auth = java.util.Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                directory.resolve("auth.json"),
                "{\"auths\": {\"" + guarded.host() + "\": {\"auth\": \"" + auth + "\"}}}");
    }

    private FetchedImage fetch(String name) throws IOException {
        return source().fetch(source().resolve(name), downloader(), directory);
    }

    /** The names of the files in all layers; none is compressed by anything but gzip. */
    private static List<String> filesOf(FetchedImage image) throws IOException {
        List<String> files = new ArrayList<>();
        for (Layer layer : image.layers()) {
            try (InputStream content = new BufferedInputStream(layer.content().open())) {
                content.mark(2);
                boolean gzip = content.read() == 0x1f && content.read() == 0x8b;
                content.reset();
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip ? new GZIPInputStream(content) : content);
                TarArchiveEntry entry;
                while ((entry = tar.getNextEntry()) != null) {
                    if (entry.isFile()) {
                        files.add(entry.getName());
                    }
                }
                content.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return files;
    }
}
