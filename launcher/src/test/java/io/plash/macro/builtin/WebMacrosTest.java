package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.macro.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebMacrosTest {

    private static final String FILE = "--from 1\n--run\ntouch /a\n";

    private final TestHost host = new TestHost(new BuiltinMacros());

    @Test
    void evaluatesAFileOfTheWeb() {
        host.web.put("https://example.com/file", FILE);

        assertThat(host.eval("--eval-url", "https://example.com/file"))
                .isEqualTo("### plash hint: image=1\ntouch /a\n");
    }

    @Test
    void cannotRepeatWhatAskedTheNetwork() {
        host.web.put("https://example.com/file", FILE);

        assertThat(host.inputs("--eval-url", "https://example.com/file").unrepeatable())
                .contains("--eval-url asks the network");
    }

    @Test
    void canRepeatWhatHasADigest() {
        host.web.put("https://example.com/file", FILE);
        String pin = "#sha256=" + "0".repeat(64);

        assertThat(host.inputs("--eval-url", "https://example.com/file" + pin).unrepeatable())
                .isEmpty();
    }

    @Test
    void namesThePlaceInAFileOfTheWeb() {
        host.web.put("https://example.com/file", "--from 1\n--nomacro\n");

        assertThatThrownBy(() -> host.eval("--eval-url", "https://example.com/file"))
                .hasMessage("https://example.com/file:2: unknown macro: --nomacro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/f", "/etc/passwd", "https://example.com/f#top", "https://e/f#sha256=1"})
    void refusesWhatIsNoAddress(String url) {
        assertThatThrownBy(() -> host.eval("--eval-url", url)).isInstanceOf(PlashException.class);
    }

    @Test
    void buildsAFileOfGithubOnce() {
        host.web.put("https://raw.githubusercontent.com/me/tools/HEAD/plashfile", FILE);

        assertThat(host.eval("--from-github", "me/tools")).isEqualTo("### plash hint: image=99\n");
        assertThat(host.built).containsEntry("github:me%tools", "### plash hint: image=1\ntouch /a\n");

        host.web.clear();
        assertThat(host.eval("--from-github", "me/tools")).isEqualTo("### plash hint: image=99\n");
        assertThat(host.inputs("--from-github", "me/tools").unrepeatable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "me/..", "../x", "me/a/b", "me/a?b", "me/a#b", "m e/a", "https://github.com/me/a"})
    void refusesWhatIsNoRepository(String repository) {
        assertThatThrownBy(() -> host.eval("--from-github", repository))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("not a repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/a", "a//b", "a b", "a?b", "a%2fb", "."})
    void refusesAFileThatLeavesTheRepository(String file) {
        assertThatThrownBy(() -> host.eval("--eval-github", "me/tools", file))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("not the path of a build file");
    }
}
