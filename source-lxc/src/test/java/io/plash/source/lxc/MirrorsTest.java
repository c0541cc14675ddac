package io.plash.source.lxc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {

    @TempDir
    Path directory;

    @Test
    void areThoseOfTheEnvironment() throws IOException {
        configure("http://c");
        assertThat(new Mirrors(Map.of("HOME", directory.toString(), "PLASH_LXC_SERVER", " http://b  http://a "))
                        .addresses())
                .containsExactly("http://b", "http://a");
    }

    @Test
    void areThoseOfTheFileWhereTheEnvironmentNamesNone() throws IOException {
        configure("# ours\nhttp://b # slow\n\n  http://a\n");
        assertThat(new Mirrors(Map.of("HOME", directory.toString(), "PLASH_LXC_SERVER", "")).addresses())
                .containsExactly("http://b", "http://a");
        assertThat(new Mirrors(Map.of("HOME", "/nowhere", "XDG_CONFIG_HOME", directory + "/.config")).addresses())
                .containsExactly("http://b", "http://a");
    }

    @Test
    void areTheOneThatEverybodyKnowsWhereNothingNamesAny() throws IOException {
        Map<String, String> environment = Map.of("HOME", directory.toString());
        assertThat(new Mirrors(environment).addresses()).containsExactly("https://images.linuxcontainers.org");
        configure("# none\n");
        assertThat(new Mirrors(environment).addresses()).containsExactly("https://images.linuxcontainers.org");
    }

    @Test
    void areNotGuessedWhereTheFileCannotBeRead() throws IOException {
        Files.createDirectories(directory.resolve(".config/plash/lxc-servers"));
        assertThatThrownBy(() -> new Mirrors(Map.of("HOME", directory.toString())).addresses())
                .hasMessageStartingWith("cannot read " + directory + "/.config/plash/lxc-servers: ");
    }

    private void configure(String text) throws IOException {
        Files.createDirectories(directory.resolve(".config/plash"));
        Files.writeString(directory.resolve(".config/plash/lxc-servers"), text);
    }
}
