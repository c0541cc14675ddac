package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images on their way from a Docker engine to plash, and back. The engine talks to root only. */
@ForEachCaller(Caller.ROOT)
final class DockerEngineIT {

    /** Of all that an image may do with what is below: delete, replace, link, and change without a new content. */
    private static final String DOCKERFILE = """
            FROM plash-it:base
            RUN mkdir -p /t/gone /t/opaque /t/replaced && echo a >/t/gone/a && echo b >/t/opaque/b && echo c >/t/c \\
                && echo d >/t/file && echo e >/t/mode && touch -d '2001-02-03 04:05:06' /t/c && mkfifo /t/fifo
            RUN rm -r /t/gone /t/opaque /t/replaced && mkdir /t/opaque && echo f >/t/opaque/f && echo g >/t/replaced \\
                && ln /t/c /t/linked && ln -s c /t/symbolic && chown 1000:33 /t/mode && chmod 6755 /t/mode \\
                && rm /t/file && mkdir -m 1777 /t/file
            ENV GREETING=hello
            WORKDIR /t
            CMD ["sh", "-c", "echo $GREETING from $PWD"]
            """;

    private static final String TREE = "cd /t && find . -exec stat -c '%n %f %u:%g %Y %h %N' {} + | sort"
            + " && find . -type f -exec md5sum {} + | sort";

    private final Plash plash;

    DockerEngineIT(Plash plash) {
        this.plash = plash.with("DOCKER_HOST", String.valueOf(System.getenv("DOCKER_HOST")))
                .with("TREE", TREE);
    }

    @BeforeEach
    void giveTheEngineAnImage() {
        assumeTrue(System.getenv("DOCKER_HOST") != null, "needs a Docker engine; ./verify starts one");
        plash.shell("plash export-tar 1 - | docker import - plash-it:base").value();
    }

    @AfterEach
    void takeItsImagesAway() {
        plash.shell("docker rmi --force $(docker images --quiet 'plash-it*' | sort -u) || :")
                .value();
    }

    @Test
    void givesTheTreesOfItsImages() {
        build();
        String tree = inDocker("plash-it:built", TREE);

        String daemon =
                plash.shell("plash import-docker docker-daemon:plash-it:built").value();
        assertThat(plash.value("run", daemon, "sh", "-c", TREE)).isEqualTo(tree);
        String archive = plash.shell("""
                        docker save --output saved.tar plash-it:built
                        plash import-docker docker-archive:saved.tar:plash-it:built""").value();
        assertThat(plash.value("run", archive, "sh", "-c", TREE)).isEqualTo(tree);
    }

    @Test
    void saysHowItsImagesAreRun() {
        build();

        assertThat(plash.value("run", "--from-docker", "docker-daemon:plash-it:built"))
                .isEqualTo("hello from /t");
    }

    @Test
    void loadsWhatIsExportedAsAnImage() {
        build();
        String image = plash.shell("""
                plash export-oci --from-docker docker-daemon:plash-it:built --run 'echo new >/t/new' -- image.tar
                docker load --quiet --input image.tar | sed 's/.*ID: //'""").value();
        plash.shell("docker tag " + image + " plash-it:loaded").value();

        assertThat(inDocker("plash-it:loaded", "cat /t/new")).isEqualTo("new");
        assertThat(plash.shell("docker run --rm --network none plash-it:loaded").value())
                .isEqualTo("hello from /t");
        String id = plash.value("import-docker", "docker-daemon:plash-it:loaded");
        assertThat(plash.value("run", id, "sh", "-c", TREE)).isEqualTo(inDocker("plash-it:loaded", TREE));
    }

    @Test
    void importsWhatIsExportedAsAnArchive() {
        String built =
                "--run 'mkdir /t; echo x >/t/x; chown 5:6 /t/x; ln /t/x /t/y; touch -d \"2001-02-03 04:05:06\" /t/x /t'";
        plash.shell("plash export-tar --from 1 " + built + " -- - | docker import - plash-it:imported")
                .value();

        assertThat(inDocker("plash-it:imported", TREE))
                .isEqualTo(plash.shell("plash run --from 1 " + built + " -- sh -c \"$TREE\"")
                        .value());
    }

    private void build() {
        plash.shell("docker build --quiet --network none --tag plash-it:built - <<'DOCKERFILE'\n" + DOCKERFILE
                        + "DOCKERFILE\n")
                .value();
    }

    private String inDocker(String image, String script) {
        return plash.with("SCRIPT", script)
                .shell("docker run --rm --network none " + image + " sh -c \"$SCRIPT\"")
                .value();
    }
}
