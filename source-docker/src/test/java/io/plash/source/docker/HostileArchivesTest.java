package io.plash.source.docker;

import static io.plash.source.docker.FakeRegistry.descriptor;
import static io.plash.source.docker.FakeRegistry.manifestOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.download.PlainDownloader;
import io.plash.api.image.FetchedImage;
import io.plash.source.docker.oci.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What archives and layouts on this machine may say. Each bad one gets its one line. */
@Timeout(60)
final class HostileArchivesTest {

    private static final String LAYER = "no tar, but nobody looks";
    private static final String CONFIG =
            "{\"os\": \"linux\", \"architecture\": \"amd64\", \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\""
                    + Digest.sha256(LAYER) + "\"]}}";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private TarArchiveOutputStream tar;
    private Path archive;
    private Path layout;

    @BeforeEach
    void makePlaces() throws IOException {
        tar = new TarArchiveOutputStream(bytes);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        archive = directory.resolve("image.tar");
        layout = Files.createDirectory(directory.resolve("layout"));
        Files.createDirectories(layout.resolve("blobs/sha256"));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
        Files.writeString(directory.resolve("outside"), LAYER);
    }

    @Test
    void areReadIfTheyAreHonest() throws IOException {
        member("c.json", CONFIG).member("layer.tar", LAYER).manifest("c.json", "layer.tar");

        assertThat(fetch("docker-archive:" + finished())
                        .layers()
                        .get(0)
                        .content()
                        .open())
                .hasContent(LAYER);
        index(descriptor(
                MediaTypes.MANIFEST, blob(manifestOf(config(), layer())), size(manifestOf(config(), layer()))));
        assertThat(fetch("oci:" + layout).layers().get(0).content().open()).hasContent(LAYER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/passwd", "./../../outside"})
    void nameNoFilesButTheirOwn(String name) throws IOException {
        member("c.json", CONFIG).manifest("c.json", name);
        assertRefused("docker-archive:" + finished(), "bad .*/image.tar: it has no .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/outside", "layer.tar", "dir", "nothing"})
    void linkToNoFilesButTheirOwn(String target) throws IOException {
        member("c.json", CONFIG).link("layer.tar", target).manifest("c.json", "layer.tar");
        assertRefused("docker-archive:" + finished(), "bad .*/image.tar: it has no layer.tar");
    }

    @Test
    void linkToNothingThatNoPathCanBe() throws IOException {
        member("c.json", CONFIG).manifest("c.json", "layer.tar");
        TarArchiveEntry link = new TarArchiveEntry("layer.tar", TarConstants.LF_SYMLINK);
        // So long that it goes into an extended header, which may have a zero byte in it.
        link.setLinkName("a\0" + "b".repeat(200));
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();

        assertRefused("docker-archive:" + finished(), "bad archive: .*/image.tar");
    }

    @Test
    void haveNamesOfAnyLength() throws IOException {
        String name = "./".repeat(40_000) + "layer.tar";
        member("c.json", CONFIG).manifest("c.json", "layer.tar");
        bytes.writeBytes(header('L', "%011o".formatted(name.length())));
        bytes.writeBytes(Arrays.copyOf(name.getBytes(UTF_8), (name.length() + 511) / 512 * 512));
        bytes.writeBytes(header('0', "00000000000"));

        assertThat(fetch("docker-archive:" + finished()).layers()).hasSize(1);
    }

    @Test
    void steerNoTerminalByTheirTags() throws IOException {
        String entry = "{\"Config\": \"c.json\", \"RepoTags\": [\"a\\u001b[2J\\nplash: error: b\"], \"Layers\": []}";
        member("c.json", CONFIG).member("manifest.json", "[" + entry + ", " + entry + "]");

        PlashException thrown = refusal("docker-archive:" + finished());

        assertThat(thrown.hint()).doesNotContain("\033", "\n").contains("a?[2J?plash: error: b");
    }

    @Test
    void steerNoTerminalByTheNamesOfTheirFiles() throws IOException {
        member("manifest.json", "[{\"Config\": \"a\\u001b[2J\\n" + "x".repeat(1000) + "\", \"Layers\": []}]");
        assertRefused("docker-archive:" + finished(), "bad .*: it has no a\\?\\[2J\\?x{1,120}\\.\\.\\.");
    }

    @Test
    void haveTheConfigThatTheyName() throws IOException {
        member("f".repeat(64) + ".json", CONFIG).member("l", LAYER).manifest("f".repeat(64) + ".json", "l");
        assertRefused("docker-archive:" + finished(), "bad manifest.json of .*: its config f+.json has another digest");
    }

    @Test
    void haveABottom() throws IOException {
        member("manifest.json", "[".repeat(10_000) + "]".repeat(10_000));
        assertRefused("docker-archive:" + finished(), "bad manifest.json of .*");
        Files.writeString(layout.resolve("index.json"), "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        assertRefused("oci:" + layout, "bad index.json of .*");
    }

    @Test
    void fillNoDisk() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(new byte[1 << 24]);
        }
        try (OutputStream out = Files.newOutputStream(archive)) {
            for (int i = 0; i < 17; i++) {
                member.writeTo(out);
            }
        }
        assertRefused("docker-archive:" + archive, "archive unpacks to more than 250 times its size: .*/image.tar");
    }

    @Test
    void areWhole() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            member("c.json", CONFIG).member("l", LAYER).manifest("c.json", "l");
            gzip.write(Files.readAllBytes(finished()));
        }
        byte[] whole = compressed.toByteArray();
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertRefused("docker-archive:" + archive, "bad archive: .*/image.tar");
        whole[whole.length / 2] ^= 0x55;
        Files.write(archive, whole);
        assertRefused("docker-archive:" + archive, "bad archive: .*/image.tar");
        Files.write(archive, new byte[] {'x'});
        assertRefused("docker-archive:" + archive, "bad .*/image.tar.*");
        Files.write(archive, new byte[0]);
        assertRefused("oci-archive:" + archive, "bad .*/image.tar.*");
    }

    @ParameterizedTest
    @ValueSource(chars = {'0', 'x', 'g', 'L', 'K', 'S'})
    void claimNoMemory(char type) throws IOException {
        Files.write(archive, Arrays.copyOf(header(type, "77777777777"), 2048));

        assertRefused("docker-archive:" + archive, "bad .*/image.tar.*");
    }

    @Test
    void areFiles() throws IOException {
        assertRefused("docker-archive:" + layout, "no file: .*/layout");
        assertRefused("docker-archive:/dev/zero", "no file: /dev/zero");
        assertRefused("oci:" + archive, "no directory: .*/image.tar");
    }

    @Test
    void haveTheBlobsThatTheyName() throws IOException {
        String manifest = manifestOf(config(), layer());
        index(descriptor(MediaTypes.MANIFEST, "sha256:../../../outside", 1));
        assertRefused("oci:" + layout, "bad index.json of .*: not a digest: sha256:../../../outside");

        index(descriptor(MediaTypes.MANIFEST, blob(manifest), size(manifest) + 1));
        assertRefused("oci:" + layout, "bad content of sha256:.*: it has .* bytes, expected are .*");

        index(descriptor(MediaTypes.MANIFEST, blob(manifest), size(manifest) - 1));
        assertRefused("oci:" + layout, "bad content of sha256:.*: it is longer than .* bytes");

        Files.writeString(
                layout.resolve("blobs/sha256").resolve(Digest.sha256(manifest).hex()), manifest.replace("2", "3"));
        index(descriptor(MediaTypes.MANIFEST, Digest.sha256(manifest).toString(), size(manifest)));
        assertRefused("oci:" + layout, "bad content of sha256:.*: its digest is sha256:.*");

        index(descriptor(MediaTypes.INDEX, blob(manifest), size(manifest)));
        assertRefused("oci:" + layout, "bad manifest of .*: it has config, which belong to another kind of document");
    }

    @Test
    void haveTheLayersThatTheyName() throws IOException {
        String manifest = manifestOf(config(), layer());
        index(descriptor(MediaTypes.MANIFEST, blob(manifest), size(manifest)));
        Path layer = layout.resolve("blobs/sha256").resolve(Digest.sha256(LAYER).hex());
        Files.writeString(layer, LAYER.replace('n', 'm'));

        Throwable thrown = catchThrowable(
                () -> fetch("oci:" + layout).layers().get(0).content().open().readAllBytes());

        assertThat(thrown).isInstanceOf(PlashException.class).hasMessageContaining("its digest is");
    }

    /** The header of an entry of this type and size, as no library writes it. */
    private static byte[] header(char type, String size) {
        byte[] header = new byte[512];
        System.arraycopy("name".getBytes(UTF_8), 0, header, 0, 4);
        System.arraycopy(size.getBytes(UTF_8), 0, header, 124, 11);
        System.arraycopy("ustar\00000".getBytes(UTF_8), 0, header, 257, 8);
        header[156] = (byte) type;
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b;
        }
        System.arraycopy("%06o".formatted(sum).getBytes(UTF_8), 0, header, 148, 6);
        return header;
    }

    private HostileArchivesTest member(String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
        tar.closeArchiveEntry();
        return this;
    }

    private HostileArchivesTest link(String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    private void manifest(String config, String layer) throws IOException {
        member("manifest.json", "[{\"Config\": \"%s\", \"Layers\": [\"%s\"]}]".formatted(config, layer));
    }

    private Path finished() throws IOException {
        tar.finish();
        return Files.write(archive, bytes.toByteArray());
    }

    private void index(String entry) throws IOException {
        Files.writeString(layout.resolve("index.json"), "{\"schemaVersion\": 2, \"manifests\": [" + entry + "]}");
    }

    private String config() throws IOException {
        return descriptor(MediaTypes.CONFIG, blob(CONFIG), size(CONFIG));
    }

    private String layer() throws IOException {
        return descriptor(MediaTypes.LAYER, blob(LAYER), size(LAYER));
    }

    private String blob(String content) throws IOException {
        Digest digest = Digest.sha256(content);
        Files.writeString(layout.resolve("blobs/sha256").resolve(digest.hex()), content);
        return digest.toString();
    }

    private static int size(String content) {
        return content.getBytes(UTF_8).length;
    }

    private FetchedImage fetch(String name) throws IOException {
        DockerSource source = new DockerSource(Map.of("DOCKER_DEFAULT_PLATFORM", "linux/amd64"));
        Path temporary = Files.createTempDirectory(directory, "fetch");
        return source.fetch(source.resolve(name), new PlainDownloader(temporary), temporary);
    }

    private PlashException refusal(String name) {
        Throwable thrown = catchThrowable(() -> fetch(name));
        assertThat(thrown).isInstanceOf(PlashException.class);
        return (PlashException) thrown;
    }

    private void assertRefused(String name, String message) {
        assertThat(refusal(name).getMessage()).matches(message);
    }
}
