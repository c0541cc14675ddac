package io.plash.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.SourceTree;
import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.DockerRegistry;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says of plash inside of other containers, with Debian in place of images from the internet. */
@ForEachCaller(Caller.ROOT)
final class RecipesIT {

    private final Plash plash;

    RecipesIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void workAsTheReadmeHasThem() throws IOException {
        assumeTrue(DockerMachine.isPossible(), "needs a Docker engine");
        String image = DockerMachine.image(Debian.archive());
        String volumes = Machine.shared(Plash.prefix()).stream()
                .map(path -> "--volume " + path + ":" + path + ":ro")
                .collect(Collectors.joining(" ", "--network host ", ""));
        try (DockerRegistry registry = DockerRegistry.start()) {
            String alpine = plash.value("build", "--from", "1", "--write-file", "/etc/os-release", "ID=alpine");
            plash.value("push", alpine, registry.address() + "/alpine:3.20");
            String script = SourceTree.recipes("Inside other containers")
                    .replace("--volume /opt/plash:/opt/plash:ro --volume /opt/jdk:/opt/jdk:ro", volumes)
                    .replace(
                            "JAVA_HOME=/opt/jdk",
                            "JAVA_HOME="
                                    + Path.of(System.getProperty("java.home")).toRealPath())
                    .replace("/opt/plash/bin", Plash.prefix() + "/bin")
                    .replace("debian:12", image)
                    .replace("localhost:5000", registry.address());
            // Containers see /home.
            assertThat(plash.inNamespace("mount -t tmpfs -o mode=755 home /home; mkdir -p /home/.local; mount --rbind "
                                    + Plash.prefix() + " /home/.local")
                            .with("HOME", "/home")
                            .with("DOCKER_HOST", System.getenv("DOCKER_HOST"))
                            .shell("set -x\n" + script)
                            .value())
                    .isEqualTo("inner\ninner\nID=alpine");
        }
    }
}
