package io.plash.source.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.download.PlainDownloader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives in the registry of the distribution project, and what a registry can make of a push. */
final class DockerPushTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private Images images;

    @BeforeEach
    void makeImage() throws IOException {
        Tools.require("umoci", "skopeo", "docker-registry");
        environment.put("HOME", directory.toString());
        images = new Images(directory).with("1", "one", "two");
    }

    @Test
    void uploadsWhatSkopeoFinds() throws IOException {
        try (Distribution registry = Distribution.open(Files.createDirectory(directory.resolve("open")))) {
            String pushed = push(registry.host() + "/team/app:1");

            assertThat(Tools.run(
                                    "skopeo",
                                    "inspect",
                                    "--tls-verify=false",
                                    "--format={{.Digest}}",
                                    "docker://" + registry.host() + "/team/app:1")
                            .strip())
                    .isEqualTo(pushed.substring(pushed.indexOf('@') + 1));
            assertThat(Tools.run(
                            "skopeo",
                            "copy",
                            "--insecure-policy",
                            "--src-tls-verify=false",
                            "docker://" + pushed,
                            "dir:" + directory.resolve("copy")))
                    .isNotEmpty();
        }
    }

    @Test
    void uploadsTheSameTwice() throws IOException {
        try (Distribution registry = Distribution.open(Files.createDirectory(directory.resolve("open")))) {
            assertThat(push(registry.host() + "/app:1")).isEqualTo(push(registry.host() + "/app:2"));
        }
    }

    @Test
    void showsThePasswordThatTheRegistryWants() throws IOException {
        try (Distribution registry = Distribution.guarded(Files.createDirectory(directory.resolve("guarded")))) {
            assertThatThrownBy(() -> push(registry.host() + "/app:1"))
                    .isInstanceOf(PlashException.class)
                    .hasMessage("cannot push to " + registry.host()
                            + ": it answers 401 unauthorized, authentication required");

            Path auth = directory.resolve("auth.json");
            Files.writeString(auth, "{\"auths\": {\"" + registry.host() + "\": {\"auth\": \"dXNlcjpzZWNyZXQ=\"}}}");
            environment.put("REGISTRY_AUTH_FILE", auth.toString());
            assertThat(push(registry.host() + "/app:1")).startsWith(registry.host() + "/app@sha256:");
        }
    }

    @Test
    void showsNoPasswordToTheHostThatTheRegistryNames() throws IOException {
        try (FakeRegistry registry = new FakeRegistry();
                FakeRegistry other = new FakeRegistry()) {
            Path auth = directory.resolve("auth.json");
            Files.writeString(auth, "{\"auths\": {\"" + registry.host() + "\": {\"auth\": \"dXNlcjpzZWNyZXQ=\"}}}");
            environment.put("REGISTRY_AUTH_FILE", auth.toString());
            registry.on(
                    "/v2/app/blobs/uploads/",
                    FakeRegistry.guarded(
                            "Basic dXNlcjpzZWNyZXQ=",
                            "Basic realm=x",
                            FakeRegistry.with(
                                    "Location", "http://" + other.host() + "/put", FakeRegistry.status(202))));

            assertThatThrownBy(() -> push(registry.host() + "/app:1")).isInstanceOf(PlashException.class);
            assertThat(other.requests()).isNotEmpty().allMatch(request -> request.endsWith(" -"));
        }
    }

    @Test
    void uploadsNothingUnderADigest() {
        String name = "localhost:5000/app@sha256:" + "0".repeat(64);

        assertThatThrownBy(() -> DockerPush.name(name))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot push to " + name + ": an image gets its digest from its content");
    }

    private String push(String name) throws IOException {
        return new DockerPush(environment, new PlainDownloader(directory)).push(images.layout(), name);
    }
}
