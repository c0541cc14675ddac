package io.plash.source.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlTest {

    @ParameterizedTest
    @CsvSource({
        "HTTP://Example.ORG, http://example.org/",
        "http://example.org:80/x, http://example.org/x",
        "https://example.org:443, https://example.org/",
        "https://example.org:80/x, https://example.org:80/x",
        "http://example.org:/x, http://example.org/x",
        "http://example.org:08080/x, http://example.org:8080/x",
        "http://example.org?a=b/c, http://example.org/?a=b/c",
        "http://example.org/a b, http://example.org/a%20b",
        "http://example.org/%41?q=%20, http://example.org/%41?q=%20",
        "http://bücher.example/ü, http://xn--bcher-kva.example/%C3%BC",
        "http://[::1]:8080/x, http://[::1]:8080/x",
        "http://my_host/x, http://my_host/x",
        "http://example.org/../a//b, http://example.org/../a//b",
        "file:/a/b, file:///a/b",
        "file:///a/%62%20, file:///a/b%20",
        "file://localhost/a?b#c, file:///a%3Fb%23c",
    })
    void hasOneSpelling(String typed, String spelled) {
        assertThat(Url.parse(typed).text()).isEqualTo(spelled);
        assertThat(Url.parse(spelled).text()).isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:",
                "http://",
                "http:///x",
                "http://:80/x",
                "http://a b/",
                "http://a..b/",
                "http://h:0/",
                "http://h:65536/",
                "http://h:99999999999/",
                "http://h:x/",
                "http://h/%zz",
                "http://h/%",
                "http://h/a\nb",
                "http://h/\udc80",
                "http://[::1/",
                "http://h/x#part",
                "http://exa\\mple/",
                "file:x",
                "file://elsewhere/x",
                "file:///%00",
                "file:///%ff",
            })
    void refusesWhatIsMalformed(String typed) {
        assertThatThrownBy(() -> Url.parse(typed))
                .isInstanceOf(PlashException.class)
                .message()
                .startsWith("malformed URL, ")
                .matches("[ -~]*");
    }

    @Test
    void saysWhichSchemesThereAre() {
        assertThatThrownBy(() -> Url.parse("ftp://u:secret@example.org/x"))
                .hasMessage("unknown kind of URL, ftp://example.org/x: only http, https and file are known");
    }

    @Test
    void keepsUserAndPasswordToItself() {
        Url url = Url.parse("http://us%40er:p@ss:w rd@example.org/x");

        assertThat(url.credentials()).isEqualTo("us@er:p@ss:w rd");
        assertThat(url.label()).isEqualTo("http://example.org/x");
        assertThat(url).hasToString("http://example.org/x");
        assertThat(Url.parse(url.text())).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@h:0/",
                "http://user:sec/secret@h/",
                "http://user:secret@a b/",
                "user:secret@h/x",
                "http:user:secret@h",
                "http:/user:secret@h",
                "file://user:secret@h/x",
                "http://user:secret@h/%zz",
            })
    void showsNoPasswordWhenItIsMalformed(String typed) {
        assertThatThrownBy(() -> Url.parse(typed))
                .isInstanceOf(PlashException.class)
                .message()
                .doesNotContain("secret", "user");
    }

    @Test
    void findsThePathOfAFile() {
        assertThat(Url.parse("file:///tmp/%C3%A4%20b?").path()).isEqualTo(Path.of("/tmp/ä b?"));
    }

    @Test
    void showsNoQuery() {
        Url url = Url.parse("http://example.org/x?signature=secret");

        assertThat(url.label()).matches("http://example[.]org/x[?][0-9a-f]{32}").isEqualTo(url.toString());
        assertThat(url.label())
                .isNotEqualTo(Url.parse("http://example.org/x?signature=other").label());
        assertThat(url.address()).isEqualTo("http://example.org/x?signature=secret");
        assertThatThrownBy(() -> Url.parse("http://example.org:0/x?signature=secret"))
                .hasMessageContaining("http://example.org:0/x?...")
                .hasMessageNotContaining("secret");
    }
}
