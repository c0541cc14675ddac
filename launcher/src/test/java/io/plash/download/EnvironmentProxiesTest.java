package io.plash.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentProxiesTest {

    private static final String VIA = " through the proxy p:3128";

    @Test
    void areNoneWithoutVariables() {
        assertThat(used("http://a/", Map.of())).isEmpty();
        assertThat(used("http://a/", Map.of("http_proxy", ""))).isEmpty();
    }

    @Test
    void differByScheme() {
        assertThat(used("http://a/", Map.of("http_proxy", "http://p:3128"))).isEqualTo(VIA);
        assertThat(used("https://a/", Map.of("http_proxy", "http://p:3128"))).isEmpty();
        assertThat(used("https://a/", Map.of("https_proxy", "p:3128"))).isEqualTo(VIA);
    }

    @Test
    void preferTheLowerCaseVariable() {
        Map<String, String> both = Map.of("http_proxy", "p:3128", "HTTP_PROXY", "q:3128");

        assertThat(used("http://a/", both)).isEqualTo(VIA);
        assertThat(used("https://a/", Map.of("HTTPS_PROXY", "p:3128"))).isEqualTo(VIA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "example.org", ".example.org", "x, a.example.org", "a.example.org:80", "ORG"})
    void areNotUsedForExemptHosts(String exempt) {
        assertThat(used("http://a.example.org/", Map.of("http_proxy", "p:3128", "no_proxy", exempt)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "ample.org", "b.example.org", "a.example.org:81", "example.org.", "a.example"})
    void areUsedForOtherHosts(String exempt) {
        assertThat(used("http://a.example.org/", Map.of("http_proxy", "p:3128", "NO_PROXY", exempt)))
                .isEqualTo(VIA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:5000/", "http://127.0.0.1/", "http://127.9.9.9:5000/", "http://[::1]:5000/"})
    void areNeverUsedForThisMachine(String url) {
        assertThat(used(url, Map.of("http_proxy", "p:3128"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://[fd00::7]:5000/, fd00::7",
        "http://[fd00::7]:5000/, [fd00::7]",
        "http://[fd00::7]:5000/, [fd00::7]:5000",
        "http://[fd00::7]:5000/, fd00:0:0::7",
        "http://[fd00::7]:5000/, fd00::/8",
        "http://10.1.2.3/, 10.0.0.0/8",
        "http://10.1.2.3/, 10.1.2.3:80",
        "http://10.1.2.3/, 0.0.0.0/0",
        "http://user:secret@10.1.2.3/, 10.1.2.2/31",
    })
    void areNotUsedForExemptAddresses(String url, String exempt) {
        assertThat(used(url, Map.of("http_proxy", "p:3128", "no_proxy", exempt)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://[fd00::7]:5000/, fd00::8",
        "http://[fd00::7]:5000/, fd00::7:5000",
        "http://[fd00::7]:5000/, 0.0.0.0/0",
        "http://11.1.2.3/, 10.0.0.0/8",
        "http://10.1.2.3/, 10.1.2.3/33",
        "http://10.1.2.3/, 10.1.2.3/x",
        "http://10.1.2.3/, 2.3",
        "http://a.example.org/, 0.0.0.0/0",
    })
    void areUsedForOtherAddresses(String url, String exempt) {
        assertThat(used(url, Map.of("http_proxy", "p:3128", "no_proxy", exempt)))
                .isEqualTo(VIA);
    }

    @Test
    void sayWhichVariableIsWrong() {
        assertThatThrownBy(() -> new EnvironmentProxies(Map.of("https_proxy", "socks5://user:secret@p:1")))
                .isInstanceOf(PlashException.class)
                .message()
                .startsWith("cannot use https_proxy: ")
                .doesNotContain("secret");
    }

    private static String used(String url, Map<String, String> environment) {
        return new EnvironmentProxies(environment).mention(URI.create(url));
    }
}
