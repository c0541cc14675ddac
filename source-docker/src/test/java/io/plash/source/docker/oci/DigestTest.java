package io.plash.source.docker.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTest {

    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void isTheHashOfTheContent() {
        assertThat(Digest.of(new byte[0])).hasToString(EMPTY);
        assertThat(Digest.parse(EMPTY).matches(new byte[0])).isTrue();
        assertThat(Digest.parse(EMPTY).matches("x".getBytes(UTF_8))).isFalse();
    }

    @Test
    void knowsTheLongHash() {
        String hex = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e";

        assertThat(Digest.parse("sha512:" + hex).matches(new byte[0])).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "sha256:../../../../etc/passwd",
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8/5",
            })
    void refusesEverythingElse(String text) {
        assertThat(Digest.isDigest(text)).isFalse();
        assertThatThrownBy(() -> Digest.parse(text))
                .isInstanceOf(PlashException.class)
                .hasMessageNotContaining("\n");
    }
}
