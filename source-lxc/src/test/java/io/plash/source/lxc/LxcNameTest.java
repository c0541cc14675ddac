package io.plash.source.lxc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LxcNameTest {

    private static final String SHA = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "alpine, alpine",
        "Alpine, alpine",
        "alpine:3.20, alpine:3.20",
        "alpine/3.20, alpine:3.20",
        "debian/bookworm/arm64, debian:bookworm/arm64",
        "debian/bookworm/arm64/default, debian:bookworm/arm64",
        "debian/bookworm/arm64/cloud, debian:bookworm/arm64/cloud",
        "debian/12/cloud, debian:12/cloud",
        "debian/12/default, debian:12",
        "debian/arm64, debian/arm64",
        "debian/arm64/cloud, debian/arm64/cloud",
        "debian/x86_64, debian/amd64",
        "debian/12/aarch64, debian:12/arm64",
        "debian/12/quantum/default, debian:12/quantum/default",
        "trusty, ubuntu:trusty",
        "edge, alpine:edge",
    })
    void hasOneSpelling(String typed, String text) {
        assertThat(LxcName.parse(typed).text()).isEqualTo(text);
        assertThat(LxcName.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian:bookworm/amd64/default@20240901_05:24=" + SHA})
    void mayMeanOneBuild(String text) {
        LxcName name = LxcName.parse(text);
        assertThat(name.build()).contains("20240901_05:24");
        assertThat(name.sha256()).contains(SHA);
        assertThat(name.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "..",
                "../x",
                "a b",
                "a/",
                "/a",
                "a//b",
                "a/../b",
                "a:b:c",
                "a/b/c/d/e",
                "a/amd64/arm64/b/c",
                "a\nb",
                "\u001b[31m",
                "debian@1",
                "debian@20240901_05:24",
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> LxcName.parse(text))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("not the name of an image")
                .message()
                .doesNotContain("\n", "\u001b");
    }
}
