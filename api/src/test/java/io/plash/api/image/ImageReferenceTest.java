package io.plash.api.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Under which names images are remembered. */
final class ImageReferenceTest {

    @Test
    void hasAKeyThatAFileCanHave() {
        assertThat(new ImageReference("docker", "docker.io/library/alpine:3.20").mapKey())
                .isEqualTo("docker:docker.io%library%alpine:3.20");
        assertThat(new ImageReference("url", "http://h/a%20b").mapKey()).isEqualTo("url%:http:%2F%2Fh%2Fa%2520b");
        assertThat(new ImageReference("url", "%20".repeat(80)).mapKey().getBytes(UTF_8))
                .hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void hasNoKeyInCommonWithAnotherImage() {
        List<String> labels = List.of(
                "http://h/p%2Fq.tar",
                "http://h/p/2Fq.tar",
                "http://h/p%252Fq.tar",
                "http://h/p/252Fq.tar",
                "/u/v",
                "/u%v",
                "%u/v",
                "%u%v",
                "%20".repeat(80),
                "%20".repeat(80) + "/");

        assertThat(labels.stream().map(label -> new ImageReference("x", label).mapKey()))
                .doesNotHaveDuplicates();
    }
}
