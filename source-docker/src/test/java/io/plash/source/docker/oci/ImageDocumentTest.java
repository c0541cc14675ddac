package io.plash.source.docker.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ImageDocumentTest {

    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String ONE = Digest.sha256("1").toString();
    private static final String TWO = Digest.sha256("2").toString();

    private static final String CONFIG = descriptor(MediaTypes.CONFIG, ONE, 1);
    private static final String LAYER = descriptor("application/vnd.oci.image.layer.v1.tar+zstd", TWO, 2);

    @Test
    void readsAManifest() {
        assertThat(manifest("\"config\": " + CONFIG + ", \"layers\": [" + LAYER + "]"))
                .isEqualTo(new ImageManifest(
                        new Descriptor(MediaTypes.CONFIG, Digest.parse(ONE), 1),
                        List.of(new Descriptor("application/vnd.oci.image.layer.v1.tar+zstd", Digest.parse(TWO), 2))));
    }

    @Test
    void readsDockersManifest() {
        String config = descriptor("application/vnd.docker.container.image.v1+json", ONE, 1);
        String layer = descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", TWO, 2)
                .replace("}", ", \"urls\": [\"https://example.org/layer\"]}");
        String document = "{\"schemaVersion\": 2, \"mediaType\": \"" + DOCKER + "\", \"config\": " + config
                + ", \"layers\": [" + layer + "]}";

        ImageManifest manifest = (ImageManifest) parse(document, DOCKER + "; charset=utf-8");

        assertThat(manifest.layers().get(0).urls()).containsExactly("https://example.org/layer");
    }

    @Test
    void refusesADocumentThatIsTwoKindsAtOnce() {
        String both = "\"config\": " + CONFIG + ", \"layers\": [], \"manifests\": []";

        assertThatThrownBy(() -> manifest(both)).hasMessageContaining("it has manifests, which belong to another kind");
        assertThatThrownBy(() -> index(both)).hasMessageContaining("it has config, which belong to another kind");
    }

    @Test
    void refusesADocumentThatCallsItselfSomethingElse() {
        String document = "{\"schemaVersion\": 2, \"mediaType\": \"" + MediaTypes.INDEX + "\", \"manifests\": []}";

        assertThatThrownBy(() -> parse(document, MediaTypes.MANIFEST))
                .isInstanceOf(PlashException.class)
                .hasMessage("bad manifest of x: it calls itself " + MediaTypes.INDEX + " and was handed out as "
                        + MediaTypes.MANIFEST);
    }

    @Test
    void refusesSchema1ByName() {
        String document = "{\"schemaVersion\": 1, \"name\": \"x\", \"fsLayers\": [], \"signatures\": []}";

        assertThatThrownBy(() -> parse(document, "application/vnd.docker.distribution.manifest.v1+prettyjws"))
                .hasMessageContaining("schema 1");
        assertThatThrownBy(() -> parse(document, MediaTypes.MANIFEST)).hasMessageContaining("schema 1");
    }

    @Test
    void refusesWhatIsNoImage() {
        assertThatThrownBy(() -> manifest("\"config\": "
                        + descriptor("application/vnd.cncf.helm.config.v1+json", ONE, 1) + ", \"layers\": []"))
                .hasMessage("bad manifest of x: it is no image of a root filesystem: its config is "
                        + "application/vnd.cncf.helm.config.v1+json");
        assertThatThrownBy(() -> parse("{\"schemaVersion\": 2}", "text/html"))
                .hasMessage("bad manifest of x: it is no image but text/html");
    }

    @Test
    void refusesLayersThatCannotBe() {
        assertThatThrownBy(() -> manifestOf(descriptor("application/x-tar", TWO, 2)))
                .hasMessageContaining("a layer of an unknown kind, application/x-tar");
        assertThatThrownBy(() -> manifestOf(descriptor(MediaTypes.LAYER, TWO, -1)))
                .hasMessageContaining("a negative size");
        assertThatThrownBy(() -> manifestOf(descriptor(MediaTypes.LAYER, "sha256:../../x", 1)))
                .hasMessage("bad manifest of x: not a digest: sha256:../../x");
    }

    @Test
    void skipsInAnIndexWhatIsNoImage() {
        ImageIndex index = index("\"manifests\": ["
                + descriptor("application/vnd.example.new+json", ONE, 1) + ", "
                + descriptor(MediaTypes.MANIFEST, ONE, 1)
                        .replace("}", ", \"platform\": {\"os\": \"unknown\", \"architecture\": \"unknown\"}}")
                + ", "
                + descriptor(MediaTypes.MANIFEST, ONE, 1)
                        .replace("}", ", \"annotations\": {\"vnd.docker.reference.type\": \"attestation-manifest\"}}")
                + ", " + descriptor(MediaTypes.MANIFEST, TWO, 2) + "]");

        assertThat(index.images()).extracting(Descriptor::digest).containsExactly(Digest.parse(TWO));
    }

    @Test
    void tellsTheKindItselfIfNobodySaid() {
        String index = "{\"schemaVersion\": 2, \"manifests\": []}";

        assertThat(ImageDocument.parse(index.getBytes(UTF_8), Optional.empty(), "manifest of x"))
                .isEqualTo(new ImageIndex(List.of()));
    }

    private static ImageDocument manifestOf(String layer) {
        return manifest("\"config\": " + CONFIG + ", \"layers\": [" + layer + "]");
    }

    private static ImageDocument manifest(String members) {
        return parse("{\"schemaVersion\": 2, " + members + "}", MediaTypes.MANIFEST);
    }

    private static ImageIndex index(String members) {
        return (ImageIndex) parse("{\"schemaVersion\": 2, " + members + "}", MediaTypes.INDEX);
    }

    private static ImageDocument parse(String document, String type) {
        return ImageDocument.parse(document.getBytes(UTF_8), Optional.of(type), "manifest of x");
    }

    private static String descriptor(String type, String digest, long size) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}".formatted(type, digest, size);
    }
}
