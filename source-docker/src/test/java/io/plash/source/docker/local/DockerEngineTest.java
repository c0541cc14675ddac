package io.plash.source.docker.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.download.UnreachableException;
import io.plash.api.image.ImageReference;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DockerEngineTest {

    @Test
    void saysWhatToDoWhereThereIsNone() {
        Downloader dead = new Downloader() {
            @Override
            public Response ask(Request request) throws IOException {
                throw new IOException("no such file or directory");
            }

            @Override
            public Download download(String title, Request request, Expectation expectation) {
                throw new AssertionError(title);
            }
        };
        DockerEngine engine = new DockerEngine(Map.of("DOCKER_HOST", "unix:///run/x.sock"), dead);

        assertThatThrownBy(() -> engine.id("app", new ImageReference("docker", "docker-daemon:app")))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("no such file or directory")
                .extracting("hint")
                .asString()
                .contains("/run/x.sock", "DOCKER_HOST");
    }
}
