package io.plash.source.docker.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.download.Digest;
import io.plash.api.image.ImageConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigDocumentTest {

    private static final String A = "sha256:" + "a".repeat(64);
    private static final String ROOTFS = "\"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"" + A + "\"]}";

    @Test
    void readsWhatTheImageIsMadeOfAndHowItIsRun() {
        ConfigDocument config = parse("""
                {"os": "linux", "architecture": "arm", "variant": "v6", %s, "history": [{}], "config": {
                "Entrypoint": ["/bin/app", "-x"], "Cmd": ["y"], "Env": ["A=1", "B="], "WorkingDir": "srv",
                "User": "1:2", "StopSignal": "SIGINT", "Volumes": {"/data": {}, "log": {}},
                "ExposedPorts": {"80/tcp": {}}, "Labels": {"k": "v"}, "Future": 1,
                "Hostname": "box", "StopTimeout": 3, "Shell": ["/bin/sh", "-c"],
                "Healthcheck": {"Test": ["CMD", "a b\\n"]}}}
                """.formatted(ROOTFS));

        assertThat(config.platform()).contains(new Platform("linux", "arm", "v6"));
        assertThat(config.layers()).containsExactly(Digest.parse(A));
        assertThat(config.config())
                .isEqualTo(new ImageConfig(
                        List.of("/bin/app", "-x"),
                        List.of("y"),
                        List.of("A=1", "B="),
                        "/srv",
                        "1:2",
                        "SIGINT",
                        List.of("/data", "/log"),
                        List.of("80/tcp"),
                        Map.of("k", "v"),
                        "linux/arm/v6",
                        Map.of(
                                "Hostname",
                                "\"box\"",
                                "StopTimeout",
                                "3",
                                "Shell",
                                "[\"/bin/sh\",\"-c\"]",
                                "Healthcheck",
                                "{\"Test\":[\"CMD\",\"a b\\n\"]}")));
    }

    @Test
    void takesATextForACommandOfOneWord() {
        ImageConfig config = parse("{" + ROOTFS + ", \"config\": {\"Entrypoint\": \"/bin/a b\", \"Cmd\": \"id\"}}")
                .config();

        assertThat(config.entrypoint()).containsExactly("/bin/a b");
        assertThat(config.command()).containsExactly("id");
    }

    @Test
    void takesNullForNothing() {
        assertThat(parse("{" + ROOTFS + ", \"config\": {\"Entrypoint\": null, \"Cmd\": null, \"Volumes\": null}}")
                        .config())
                .isEqualTo(ImageConfig.NONE);
        assertThat(parse("{" + ROOTFS + ", \"config\": null}").config()).isEqualTo(ImageConfig.NONE);
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
