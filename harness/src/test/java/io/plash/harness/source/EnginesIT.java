package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Command;
import io.plash.harness.installed.DockerRegistry;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images come from other engines, and go there. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class EnginesIT {

    private static final String DOCKERFILE = """
            FROM scratch
            ADD base.tar /
            RUN echo >/srv/made && ln /srv/made /srv/made-too && chmod 4711 /srv/made && rm /srv/deleted \
                && rm -r /srv/emptied && mkdir /srv/emptied && echo new >/srv/emptied/new
            RUN rm -r /srv/removed && rm /srv/again && mkdir /srv/again && chmod 2700 /srv/replaced
            ENV WHAT=/srv/replaced
            ENTRYPOINT ["/bin/sh", "-c", "cat $WHAT /etc/passwd"]
            """;

    /** What the program of the image prints. */
    private static final String PRINTED = "old\nroot:x:0:0:root:/root:/bin/sh";

    private static Docker docker;
    private static Path saved;
    private static String built;
    private static Tree inDocker;

    /** What was saved, in the build data of each caller. */
    private static final Map<Caller, String> IMPORTED = new EnumMap<>(Caller.class);

    private final Plash plash;
    private final Tree expected;

    EnginesIT(Plash plash) {
        this.plash = plash;
        // Only root can make device nodes.
        this.expected = plash.caller() == Caller.ROOT ? inDocker : inDocker.without("\\./srv/device");
    }

    @BeforeAll
    static void build() throws IOException {
        docker = Docker.running();
        saved = TemporaryDirectory.create();
        built = docker.name("built");
        try (LayeredImage image = LayeredImage.make()) {
            Files.copy(image.base(), saved.resolve("base.tar"));
        }
        Files.writeString(saved.resolve("Dockerfile"), DOCKERFILE);
        docker.run("build", "--quiet", "--network=none", "--tag=" + built, saved.toString());
        docker.run("save", "--output=" + saved.resolve("saved.tar"), built);
        Command.run(List.of("chmod", "-R", "a+rX", saved.toString()));
        inDocker = docker.tree(built);
    }

    @AfterAll
    static void remove() {
        if (saved != null) {
            TemporaryDirectory.delete(saved);
            docker.close();
        }
    }

    private Tree tree(String container) throws IOException {
        return Docker.comparable(Tree.of(plash, container));
    }

    private String imported() {
        return IMPORTED.computeIfAbsent(
                plash.caller(), caller -> plash.value("import-docker", "docker-archive:" + saved.resolve("saved.tar")));
    }

    @Test
    void giveWhatTheyHave() throws IOException {
        assumeTrue(plash.caller() == Caller.ROOT, "the socket of an engine is for root");
        Plash client = plash.with("DOCKER_HOST", docker.host());

        assertThat(tree(client.value("import-docker", "docker-daemon:" + built)))
                .isEqualTo(expected);
        assertThat(client.value("run", "--from-docker", "docker-daemon:" + built))
                .isEqualTo(PRINTED);
    }

    @Test
    void giveWhatTheySave() throws IOException {
        assertThat(tree(imported())).isEqualTo(expected);
        assertThat(plash.value("run", "--from-docker", "docker-archive:" + saved.resolve("saved.tar") + ":" + built))
                .isEqualTo(PRINTED);
    }

    @Test
    void loadWhatIsExported() throws IOException {
        plash.value("export-oci", imported(), "image.tar");
        String loaded = docker.run("load", "--quiet", "--input=" + plash.work().resolve("image.tar"));
        String image = docker.made(loaded.replaceFirst(".*: ", ""));

        assertThat(docker.runImage(image)).isEqualTo(PRINTED);
        assertThat(docker.tree(image)).isEqualTo(expected);
    }

    @Test
    void importAnExportedArchive() throws IOException {
        plash.value("export-tar", imported(), "tree.tar");
        String image = docker.name("imported");
        docker.run("import", plash.work().resolve("tree.tar").toString(), image);

        assertThat(docker.runImage(image, "cat", "/srv/replaced")).isEqualTo("old");
        assertThat(docker.tree(image)).isEqualTo(expected);
    }

    @Test
    void pullWhatIsPushed() throws IOException {
        try (DockerRegistry registry = DockerRegistry.start()) {
            String name = plash.value("push", imported(), registry.address() + "/team/plash:1");
            String image = docker.made(name);
            docker.run("pull", "--quiet", image);

            assertThat(docker.runImage(image)).isEqualTo(PRINTED);
            assertThat(docker.tree(image)).isEqualTo(expected);
        }
    }

    @Test
    void includePodman() throws IOException {
        plash.value("export-oci", imported(), "image.tar");
        try (Podman podman = Podman.installed()) {
            String loaded = podman.run(
                    "load",
                    "--quiet",
                    "--input",
                    plash.work().resolve("image.tar").toString());
            String image = loaded.replaceFirst(".*: ", "");

            assertThat(podman.runImage(image)).isEqualTo(PRINTED);
            assertThat(Docker.comparable(podman.tree(image))).isEqualTo(expected);
        }
    }
}
