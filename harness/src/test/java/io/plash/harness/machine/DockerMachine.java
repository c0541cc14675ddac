package io.plash.harness.machine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Volume;
import io.plash.harness.installed.Command;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A container of Docker. */
final class DockerMachine extends Machine {

    /** On each container, with the process that it belongs to, for no other container may be removed. */
    private static final String LABEL = "io.plash.harness";

    private static final String IMAGE = "plash-harness";

    private final GenericContainer<?> container;

    private DockerMachine(Path prefix, GenericContainer<?> container) {
        super(prefix);
        this.container = container;
    }

    /** Whether an engine answers. */
    static boolean isPossible() {
        return System.getenv("DOCKER_HOST") != null
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts one from the archive of a root file system. */
    static DockerMachine start(Path prefix, Path archive, boolean privileged) throws IOException {
        removeAbandoned();
        // Closed by close().
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image(archive)))
                .withPrivilegedMode(privileged)
                .withNetworkMode("host")
                .withTmpFs(Map.of(MEMORY, "rw,exec,dev,suid,mode=755"))
                .withCreateContainerCmdModifier(command -> command.withVolumes(new Volume(VOLUME)))
                .withLabel(LABEL, Long.toString(ProcessHandle.current().pid()))
                .withCommand("sleep", "infinity");
        for (Path path : shared(prefix)) {
            container.withFileSystemBind(path.toString(), path.toString(), BindMode.READ_ONLY);
        }
        container.start();
        DockerMachine machine = new DockerMachine(prefix, container);
        machine.prepare();
        return machine;
    }

    @Override
    String kind() {
        return "docker";
    }

    @Override
    Result run(List<String> command, Map<String, String> variables) throws IOException {
        List<String> words = new ArrayList<>(List.of("env", "-i"));
        variables.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(command);
        try {
            ExecResult result = container.execInContainer(words.toArray(String[]::new));
            return new Result(String.join(" ", command), result.getExitCode(), result.getStdout(), result.getStderr());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        container.close();
    }

    /** What a run that was killed has left. */
    private static void removeAbandoned() {
        DockerClient docker = DockerClientFactory.instance().client();
        for (Container container : docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(LABEL))
                .exec()) {
            if (!Files.exists(Path.of("/proc", container.getLabels().get(LABEL)))) {
                docker.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            }
        }
    }

    /** The image of an archive, which is imported once. */
    static String image(Path archive) throws IOException {
        DockerClient docker = DockerClientFactory.instance().client();
        String name = IMAGE + ":" + Long.toHexString(Files.size(archive)) + "-"
                + Files.getLastModifiedTime(archive).toMillis();
        if (docker.listImagesCmd().withFilter("reference", List.of(name)).exec().isEmpty()) {
            // By the client of Docker, for docker-java breaks off in the middle of a stream of this size.
            Command.run(
                            List.of("docker", "import", archive.toString(), name),
                            Path.of("/"),
                            Map.of("PATH", System.getenv("PATH"), "DOCKER_HOST", System.getenv("DOCKER_HOST")))
                    .value();
        }
        return name;
    }
}
