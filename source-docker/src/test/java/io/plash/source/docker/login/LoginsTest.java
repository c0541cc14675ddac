package io.plash.source.docker.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginsTest {

    private static final Login USER = new Login("user", "secret", "");

    /** {@code user:secret} and {@code other:secret}. */
    private static final String AUTH_USER = "{\"auth\": \"dXNlcjpzZWNyZXQ=\"}";

    private static final String AUTH_OTHER = "{\"auth\": \"b3RoZXI6c2VjcmV0\"}";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setUp() {
        environment.put("HOME", home.toString());
        environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void knowsNothingWithoutFiles() throws IOException {
        assertThat(logins().of("example.org/a")).isEmpty();
    }

    @Test
    void readsTheFileOfDocker() throws IOException {
        docker("{\"auths\": {\"example.org:5000\": " + AUTH_USER + "}}");

        assertThat(logins().of("example.org:5000/team/app")).contains(USER);
        assertThat(logins().of("example.org/team/app")).isEmpty();
    }

    @Test
    void knowsDockerHubByItsOldAddress() throws IOException {
        docker("{\"auths\": {\"https://index.docker.io/v1/\": " + AUTH_USER + "}}");

        assertThat(logins().of("docker.io/library/alpine")).contains(USER);
    }

    @Test
    void readsAddressesOfOlderVersions() throws IOException {
        docker("{\"auths\": {\"https://Example.org/v1/\": " + AUTH_USER + "}}");

        assertThat(logins().of("example.org/a")).contains(USER);
    }

    @Test
    void prefersTheLongestPartOfTheName() throws IOException {
        write(
                ".config/containers/auth.json",
                "{\"auths\": {\"example.org\": " + AUTH_OTHER + ", \"example.org/team\": " + AUTH_USER + "}}");

        assertThat(logins().of("example.org/team/app")).contains(USER);
        assertThat(logins().of("example.org/teammate/app")).contains(new Login("other", "secret", ""));
    }

    @Test
    void prefersTheFileOfPodman() throws IOException {
        docker("{\"auths\": {\"example.org\": " + AUTH_OTHER + "}}");
        write("run/containers/auth.json", "{\"auths\": {\"example.org\": " + AUTH_USER + "}}");
        environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());

        assertThat(logins().of("example.org/a")).contains(USER);
    }

    @Test
    void readsOnlyTheFileThatWasChosen() throws IOException {
        docker("{\"auths\": {\"example.org\": " + AUTH_OTHER + "}}");
        environment.put("REGISTRY_AUTH_FILE", write("my.json", "{}").toString());

        assertThat(logins().of("example.org/a")).isEmpty();
    }

    @Test
    void asksACredentialHelper() throws IOException {
        docker("{\"credHelpers\": {\"example.org\": \"test\"}, \"auths\": {\"example.org\": " + AUTH_OTHER + "}}");
        helper("read server; echo '{\"ServerURL\": \"'$server'\", \"Username\": \"user\", \"Secret\": \"secret\"}'");

        assertThat(logins().of("example.org/a")).contains(USER);
    }

    @Test
    void tellsTheHelperTheServerOnItsStdin() throws IOException {
        docker("{\"credsStore\": \"test\"}");
        helper("read server; echo \"$1 $server\" >\"$HOME/asked\"; exit 1");

        assertThat(logins().of("docker.io/library/alpine")).isEmpty();
        assertThat(home.resolve("asked")).hasContent("get https://index.docker.io/v1/\n");
    }

    @Test
    void takesAnIdentityTokenForWhatItIs() throws IOException {
        docker("{\"credsStore\": \"test\"}");
        helper("echo '{\"Username\": \"<token>\", \"Secret\": \"abc\"}'");

        assertThat(logins().of("example.org/a")).contains(new Login("", "", "abc"));
    }

    @Test
    void fallsBackToTheFileIfTheHelperKnowsNothing() throws IOException {
        docker("{\"credsStore\": \"test\", \"auths\": {\"example.org\": " + AUTH_USER + "}}");
        helper("echo 'credentials not found in native keychain'; exit 1");

        assertThat(logins().of("example.org/a")).contains(USER);
    }

    @Test
    void saysWhichHelperIsMissing() throws IOException {
        docker("{\"credHelpers\": {\"example.org\": \"missing\"}}");

        assertThatThrownBy(() -> logins().of("example.org/a"))
                .isInstanceOf(PlashException.class)
                .hasMessage("no such program: docker-credential-missing");
    }

    @Test
    void knowNothingIfTheHelperOfAllHostsIsMissing() throws IOException {
        docker("{\"credsStore\": \"missing\", \"auths\": {\"example.org\": " + AUTH_USER + "}}");

        assertThat(logins().of("docker.io/library/alpine")).isEmpty();
        assertThat(logins().missingHelper("docker.io/library/alpine")).contains("docker-credential-missing");
        assertThat(logins().of("example.org/a")).contains(USER);
    }

    @Test
    void missNoHelperThatIsThere() throws IOException {
        docker("{\"credsStore\": \"test\"}");
        helper("exit 1");

        assertThat(logins().missingHelper("docker.io/library/alpine")).isEmpty();
    }

    @Test
    void areWherePodmanHasThemWithoutARuntimeDirectory() throws IOException {
        write(Files.getAttribute(home, "unix:uid") + "/auth.json", "{\"auths\": {\"example.org\": " + AUTH_USER + "}}");

        assertThat(new Logins(environment, home).of("example.org/a")).contains(USER);
        environment.put("XDG_RUNTIME_DIR", home.toString());
        assertThat(new Logins(environment, home).of("example.org/a")).isEmpty();
    }

    @Test
    void runsNoHelperThatIsNoName() throws IOException {
        docker("{\"credsStore\": \"../../bin/sh\"}");

        assertThatThrownBy(() -> logins().of("example.org/a"))
                .hasMessage("no name of a credential helper: ../../bin/sh");
    }

    @Test
    void namesADamagedFileAndNoSecret() throws IOException {
        Path file = docker("{\"auths\": {\"example.org\": {\"auth\": \"c2VjcmV0\"}}}");

        assertThatThrownBy(() -> logins().of("example.org/a"))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("bad " + file)
                .hasMessageNotContainingAny("c2VjcmV0", "secret");
    }

    @Test
    void showsNoSecretInItsText() {
        assertThat(USER.toString() + new Login("", "", "abc")).doesNotContain("secret", "abc");
    }

    private Logins logins() {
        return new Logins(environment);
    }

    private Path docker(String json) throws IOException {
        return write(".docker/config.json", json);
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void helper(String script) throws IOException {
        Path file = write("bin/docker-credential-test", "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
