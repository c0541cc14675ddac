package io.plash.build.image;

import static io.plash.source.docker.FakeRegistry.body;
import static io.plash.source.docker.FakeRegistry.descriptor;
import static io.plash.source.docker.FakeRegistry.digest;
import static io.plash.source.docker.FakeRegistry.manifestOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.archive.TarBuilder;
import io.plash.cdi.Wiring;
import io.plash.download.Downloads;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import io.plash.host.Messages;
import io.plash.launch.Installation;
import io.plash.launch.LaunchModes;
import io.plash.launch.Launches;
import io.plash.launch.UnionFilesystems;
import io.plash.launch.plan.Witnesses;
import io.plash.source.docker.DockerSource;
import io.plash.source.docker.FakeRegistry;
import io.plash.source.docker.oci.MediaTypes;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of a registry on their whole way. Each bad one gets its one line, and no trace of it is in the build data. */
@Timeout(60)
final class HostileImagesTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private FakeRegistry registry;
    private DataDirectory data;
    private Store store;
    private Wiring wiring;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Identity.current().isRoot(), "needs root, whose files those of containers are");
        registry = new FakeRegistry();
        data = new DataDirectory(directory.resolve("data"));
        Layout layout = new Layout(data);
        layout.prepare();
        layout.complete("overlay", "tmpfs");
        store = new Store(data);
        Environment environment = new Environment(Map.of());
        wiring = new Wiring(
                List.of(LayerImporter.class, Downloads.class),
                Set.of(ArchiveImporter.class, Launches.class, LaunchModes.class, UnionFilesystems.class),
                Map.of(
                        Environment.class,
                        environment,
                        Identity.class,
                        Identity.current(),
                        Installation.class,
                        new Installation(directory),
                        HostProcesses.class,
                        new HostProcesses(),
                        Witnesses.class,
                        new Witnesses(),
                        Messages.class,
                        Messages.to(new PrintStream(log, true, UTF_8), environment)));
    }

    @AfterEach
    void stop() throws IOException {
        if (wiring != null) {
            wiring.close();
            store.close();
            registry.close();
        }
    }

    @Test
    void arriveIfTheyAreHonest() throws IOException {
        publish(new TarBuilder().file("file", "content"));

        ContainerId container = imported();

        assertThat(store.containers().layer(container).resolve("file")).hasContent("content");
        assertThat(log.toString(UTF_8)).matches("(?s)(plash: fetched [0-9a-f]{12} \\([0-9.]+ (bytes|KB)\\)\n){2}");
    }

    @Test
    void areNotUsedIfALayerHasAnotherDigest() {
        byte[] layer = tar().build();
        publish(layer, digest(layer));
        byte[] other = layer.clone();
        other[600] ^= 1;
        registry.on("/v2/x/blobs/" + digest(layer), body("application/octet-stream", other));

        assertRefused("cannot use http://.*: its digest is " + digest(other) + ", expected is " + digest(layer));
    }

    @Test
    void areNotUsedIfALayerHasAnotherDiffId() throws IOException {
        Digest other = Digest.sha256("other");
        publish(gzip(tar().build()), other);

        assertRefused(
                "cannot use docker:.*: the digest of a layer is " + digest(tar().build()) + ", expected is " + other);
    }

    @Test
    void areNotUsedIfALayerHasAnotherSize() {
        byte[] layer = tar().build();
        registry.blob(MediaTypes.LAYER, layer);
        publish(descriptor(MediaTypes.LAYER, digest(layer).toString(), layer.length + 1), digest(layer));

        assertRefused("cannot use http://.*: it has 2048 bytes, expected are 2049");
    }

    @Test
    void cannotLeaveTheirRootThroughALink() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "kept");

        for (String target : List.of(outside.toString(), "../".repeat(40) + outside)) {
            // Inside, such a link leads to a directory of the image, which it may have.
            publish(new TarBuilder()
                    .symlink("out", target)
                    .file("out/file", "x")
                    .file("out/kept", "x"));
            assertThat(store.containers().layer(imported()).resolve("out")).isSymbolicLink();
            publish(new TarBuilder().symlink("out", target).file("out/.wh.kept", ""));
            assertThat(store.containers().layer(imported()).resolve("out")).isSymbolicLink();
        }
        assertThat(outside).isDirectoryNotContaining(file -> !file.equals(kept));
        assertThat(kept).hasContent("kept");
    }

    @Test
    void cannotLeaveTheirRootByName() {
        publish(new TarBuilder().hardLink("file", "../outside"));
        assertRefused("cannot unpack .*: its name has a \\.\\. in it");
        publish(new TarBuilder().file("../outside/file", "x"));
        assertRefused("cannot unpack .*: its name has a \\.\\. in it");
        publish(new TarBuilder().file("dir/.wh.x/../../..", "x"));
        assertRefused("cannot unpack .*: its name has a \\.\\. in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh...", ".wh..", "dir/.wh...", ".wh."})
    void cannotHideTheDirectoryAbove(String whiteout) {
        publish(new TarBuilder().directory("dir/", 0755).file(whiteout, ""));

        assertRefused("bad layer: it has a whiteout of no name, \\.wh\\.\\.*");
    }

    @Test
    void cannotSteerATerminalByTheNamesOfTheirFiles() {
        publish(new TarBuilder().file("a\033[2J\nplash: error: b", "").file("a\033[2J\nplash: error: b/c", ""));

        assertThat(refusal()).doesNotContain("\033", "\n").startsWith("cannot unpack a");
    }

    @Test
    void cannotHideAnArchiveInAnArchive() throws IOException {
        byte[] inner = gzip(tar().build());
        publish(gzip(inner), digest(inner));

        assertRefused("not a tar archive: docker:.*");
    }

    @Test
    void cannotEndTooEarly() throws IOException {
        byte[] whole = gzip(tar().build());
        publish(Arrays.copyOf(whole, whole.length - 9), digest(tar().build()));

        assertRefused("archive is truncated: docker:.*");
    }

    @Test
    void cannotHaveAConfigWithoutBottom() {
        byte[] layer = tar().build();
        String config = registry.blob(MediaTypes.CONFIG, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        registry.manifest(manifestOf(config, registry.blob(MediaTypes.LAYER, layer)));

        assertRefused("bad config of docker:.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Env\": [\"A=\\u0000\"]",
                "\"User\": \"\\ud800\"",
                "\"Volumes\": {\"/\\u0000\": {}}",
                "\"Cmd\": [\"\\u0000\"]"
            })
    void cannotSayWhatNoProgramCanBeTold(String run) {
        byte[] layer = tar().build();
        registry.manifest(manifestOf(
                registry.blob(MediaTypes.CONFIG, config("{" + run + "}", digest(layer))),
                registry.blob(MediaTypes.LAYER, layer)));

        assertRefused("bad config of docker:.*: it has .*");
    }

    @Test
    void getAWorkingDirectoryThatTheirLayersDoNotHave() throws IOException {
        publishWorkingDirectory(tar().symlink("srv", "/var").directory("var/", 0700), "/srv/./b/../app");
        Path top = store.containers().layer(imported());

        assertThat(top.resolve("var/app")).isDirectory();
        assertThat(Files.getPosixFilePermissions(top.resolve("var"))).hasSize(3);
        assertThat(top.resolve("srv")).doesNotExist();
    }

    @Test
    void cannotHaveAFileForAWorkingDirectory() {
        publishWorkingDirectory(tar(), "/file/x");

        assertThatThrownBy(this::imported)
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot make the working directory of the image, /file/x: a file is in its way");
    }

    private void publishWorkingDirectory(TarBuilder layer, String path) {
        byte[] archive = layer.build();
        registry.manifest(manifestOf(
                registry.blob(MediaTypes.CONFIG, config("{\"WorkingDir\": \"" + path + "\"}", digest(archive))),
                registry.blob(MediaTypes.LAYER, archive)));
    }

    @Test
    void cannotHaveMoreLayersThanCanBeMounted() {
        byte[] layer = tar().build();
        Digest[] diffIds = new Digest[401];
        Arrays.fill(diffIds, digest(layer));
        String[] layers = new String[401];
        Arrays.fill(layers, registry.blob(MediaTypes.LAYER, layer));
        registry.manifest(manifestOf(registry.blob(MediaTypes.CONFIG, config("{}", diffIds)), layers));

        assertRefused("bad manifest of docker:.*: it has 401 layers, and 400 can be mounted");
    }

    private static TarBuilder tar() {
        return new TarBuilder().file("file", "content");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private void publish(TarBuilder layer) {
        byte[] archive = layer.build();
        publish(archive, digest(archive));
    }

    private void publish(byte[] layer, Digest diffId) {
        publish(registry.blob(MediaTypes.LAYER, layer), diffId);
    }

    private void publish(String layer, Digest diffId) {
        registry.manifest(manifestOf(registry.blob(MediaTypes.CONFIG, config("{}", diffId)), layer));
    }

    private static byte[] config(String run, Digest... diffIds) {
        String layers =
                String.join("\", \"", Stream.of(diffIds).map(Digest::toString).toList());
        return ("{\"os\": \"linux\", \"architecture\": \"amd64\", \"config\": " + run
                        + ", \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"" + layers + "\"]}}")
                .getBytes(ISO_8859_1);
    }

    private ContainerId imported() throws IOException {
        DockerSource source = new DockerSource(Map.of("DOCKER_DEFAULT_PLATFORM", "linux/amd64"));
        ImageReference image = source.resolve(registry.host() + "/x:t");
        try (TemporaryDirectory temporary = store.temporary().create()) {
            FetchedImage fetched =
                    source.fetch(image, wiring.get(Downloads.class).into(store), temporary.make("image"));
            return wiring.get(LayerImporter.class).image(store, image.toString(), fetched);
        }
    }

    private void assertRefused(String message) {
        assertThat(refusal()).matches(message);
    }

    private String refusal() {
        Throwable thrown = catchThrowable(this::imported);

        assertThat(thrown).isInstanceOf(PlashException.class);
        try {
            assertThat(store.containers().all()).isEmpty();
            assertThat(store.names().all()).isEmpty();
            assertThat(data.tmp()).isEmptyDirectory();
            assertThat(wrongDownloads()).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.valueOf(thrown.getMessage());
    }

    /**
     * Files in the download cache that are not what their names say. Parts are not among them: one may still be arriving
     * when what has come so far was refused, and is checked when it is whole.
     */
    private List<Path> wrongDownloads() throws IOException {
        if (!Files.exists(store.downloads())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(store.downloads())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(store.downloads().resolve("part")))
                    .filter(file ->
                            !file.endsWith(Path.of("sha256", digestOf(file).hex())))
                    .toList();
        }
    }

    private static Digest digestOf(Path file) {
        try {
            return Digest.sha256(Content.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
