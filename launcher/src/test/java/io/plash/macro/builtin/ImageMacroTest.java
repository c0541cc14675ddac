package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.macro.TestHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageMacroTest {

    private final TestHost host = new TestHost(new BuiltinMacros());

    @ParameterizedTest
    @CsvSource({
        "33, 33",
        "@key, 4",
        "docker://alpine:3.20, 5",
        "https://example.com/r.tar, 6",
        "/srv/r.tar, 7",
        "debian, 8",
    })
    void meansWhatItMeantIn2018(String image, String container) {
        host.sources.addAll(List.of("docker", "lxc"));
        host.map.put("key", 4L);
        host.images.putAll(Map.of(
                "docker:alpine:3.20", 5L,
                "url:https://example.com/r.tar", 6L,
                "url:file:///srv/r.tar", 7L,
                "lxc:debian", 8L));

        assertThat(host.eval("--image", image)).isEqualTo("### plash hint: image=" + container + "\n");
        assertThat(host.eval("-i", image)).isEqualTo("### plash hint: image=" + container + "\n");
    }
}
