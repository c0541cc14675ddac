package io.plash.source.docker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryReferenceTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3.20, docker.io/library/alpine:3.20",
        "alpine@3.18, docker.io/library/alpine:3.18",
        "user/app, docker.io/user/app:latest",
        "docker.io/alpine, docker.io/library/alpine:latest",
        "index.docker.io/library/alpine, docker.io/library/alpine:latest",
        "localhost/a, localhost/a:latest",
        "localhost:5000/a/b/c:v1, localhost:5000/a/b/c:v1",
        "Example.ORG/a:V1, example.org/a:V1",
        "127.0.0.1:5000/x@y, 127.0.0.1:5000/x:y",
        "[::1]:5000/x, [::1]:5000/x:latest",
        "a__b/c-d---e/f.g, docker.io/a__b/c-d---e/f.g:latest",
    })
    void becomesAFullName(String typed, String full) {
        assertThat(RegistryReference.parse(typed)).hasToString(full);
        assertThat(RegistryReference.parse(full)).isEqualTo(RegistryReference.parse(typed));
    }

    @Test
    void takesTheDigestRatherThanTheTag() {
        RegistryReference reference = RegistryReference.parse("alpine:3.20@" + DIGEST);

        assertThat(reference).hasToString("docker.io/library/alpine@" + DIGEST);
        assertThat(reference).isEqualTo(RegistryReference.parse("alpine@" + DIGEST));
        assertThat(reference.tag()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "alpine:",
                "alpine@",
                ":latest",
                "Alpine",
                "a//b",
                "../etc",
                "a/../b",
                "a b",
                "a\nb",
                "a:b\u001b[31m",
                "a:b:c",
                "a:b@c",
                "a@b@c",
                "-a",
                "a-",
                "a:-b",
                "host:0/a",
                "host:70000/a",
                "host:x/a",
                "user:secret@example.org/a",
                "https://example.org/a",
                "exa_mple.org/a",
                "a@sha256:abc",
                "a@md5:d41d8cd98f00b204e9800998ecf8427e",
                "é/a",
                "a?b",
                "a%2fb",
            })
    void refusesWhatIsNoName(String typed) {
        assertThatThrownBy(() -> RegistryReference.parse(typed))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("no name of an image: ")
                .hasMessageNotContainingAny("\n", "\u001b");
    }

    @Test
    void refusesEndlessNames() {
        assertThatThrownBy(() -> RegistryReference.parse("a".repeat(256)))
                .hasMessageMatching("no name of an image: a{120}\\.\\.\\.: it is longer than 255 characters");
        assertThatThrownBy(() -> RegistryReference.parse("a:" + "b".repeat(129)))
                .isInstanceOf(PlashException.class);
    }
}
