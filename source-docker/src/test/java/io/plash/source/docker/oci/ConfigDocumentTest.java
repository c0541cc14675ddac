package io.plash.source.docker.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ConfigDocumentTest {

    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);

    /** What {@code printf '%s %s' A B | sha256sum} says. */
    @Test
    void namesEachStateByTheLayersBelow() {
        ConfigDocument config =
                parse("{\"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"" + A + "\", \"" + B + "\"]}}");

        assertThat(config.chainIds())
                .extracting(Digest::toString)
                .containsExactly(A, "sha256:ccd722928bd92476ba1745586fed6e45a102504185ad88cd89e01ff116fd146c");
    }

    @Test
    void refusesWhatDoesNotConsistOfLayers() {
        assertThatThrownBy(() -> parse("{}")).hasMessage("bad config of x: it has no rootfs");
        assertThatThrownBy(() -> parse("{\"rootfs\": {\"type\": \"blocks\", \"diff_ids\": []}}"))
                .hasMessage("bad config of x: its root filesystem does not consist of layers");
        assertThatThrownBy(() -> parse("{\"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"../x\"]}}"))
                .hasMessage("bad config of x: not a digest: ../x");
    }

    private static ConfigDocument parse(String document) {
        return ConfigDocument.parse(document.getBytes(UTF_8), "config of x");
    }
}
