package io.plash.build.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.host.Environment;
import io.plash.launch.plan.Witnesses;
import io.plash.source.docker.DockerSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a kept launch plan has to know about an image. */
final class ImageWitnessesTest {

    @Test
    void haveTheVariablesThatDecideWhichImageItIs() throws IOException {
        assertThat(lines(Map.of())).containsExactly("unset DOCKER_DEFAULT_PLATFORM");
        assertThat(lines(Map.of("DOCKER_DEFAULT_PLATFORM", "linux/arm64")))
                .containsExactly("set DOCKER_DEFAULT_PLATFORM=linux/arm64");
    }

    private static List<String> lines(Map<String, String> variables) throws IOException {
        DockerSource source = new DockerSource(variables);
        Witnesses witnesses = new Witnesses();
        new ImageWitnesses(witnesses, new Environment(variables))
                .add(source, source.resolve("alpine"), PullPolicy.MISSING);
        return witnesses.lines();
    }
}
