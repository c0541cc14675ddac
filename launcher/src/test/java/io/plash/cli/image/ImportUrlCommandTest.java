package io.plash.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImportUrlCommandTest {

    @ParameterizedTest
    @CsvSource({
        "http://h/x, http://h/x#strip=1",
        "http://h/x#sha256=00, http://h/x#sha256=00&strip=1",
        "file:///a#b, file:///a#b#strip=1",
        "file:///a#b#sha256=00, file:///a#b#sha256=00&strip=1",
    })
    void putsOptionsBehindTheUrl(String typed, String image) {
        assertThat(ImportUrlCommand.with(typed, "strip", "1")).isEqualTo(image);
        assertThat(ImportUrlCommand.with(typed, "strip", null)).isEqualTo(typed);
    }
}
