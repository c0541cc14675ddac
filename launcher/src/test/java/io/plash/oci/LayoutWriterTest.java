package io.plash.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.api.image.ImageConfig;
import io.plash.posix.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that umoci and skopeo read. */
final class LayoutWriterTest {

    private static final ImageConfig CONFIG = new ImageConfig(
            List.of("/bin/app"),
            List.of("a \"quoted\"\nword"),
            List.of("A=1"),
            "/srv",
            "7:8",
            "SIGINT",
            List.of("/data"),
            List.of("80/tcp"),
            Map.of("b", "2", "a", "1"),
            "linux/arm/v7",
            Map.of("Hostname", "\"box\"", "Healthcheck", "{\"Test\":[\"CMD\",\"true\"]}"));

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = Files.createDirectory(directory.resolve("tree"));
        Shell.run(
                "cd \"$1\" && mkdir -m 2750 dir && echo x >dir/file && ln dir/file name && ln -s dir link"
                        + " && touch -d 2001-02-03T04:05:06Z dir/file dir .",
                tree);
    }

    @Test
    void givesTheSameBytesEachTime() throws Exception {
        Path one = write("one", OptionalLong.empty());
        Path two = write("two", OptionalLong.empty());

        assertThat(Shell.succeeds("diff -r \"$1\" \"$2\"", one, two)).isTrue();
    }

    @Test
    void hasNoTimeButThatOfTheFilesAndWhatTheUserSays() throws Exception {
        Path image = write("image", OptionalLong.of(1000));

        assertThat(Shell.run("cat \"$1\"/blobs/sha256/*", image)).contains("\"created\":\"1970-01-01T00:16:40Z\"");
        assertThat(Shell.run("cat \"$1\"/blobs/sha256/*", write("other", OptionalLong.empty())))
                .doesNotContain("created\":\"");
    }

    @Test
    void hasTheSamePermissionsWhoeverWritesIt() throws Exception {
        Path layout = Files.createDirectory(directory.resolve("layout"));
        List<String> wrapper = List.of("sh", "-c", "umask 077; exec \"$@\"", "sh");

        assertThat(Shell.java(wrapper, LayoutMain.class, tree, layout).status()).isZero();
        assertThat(Shell.run("find \"$1\" -type f -printf '%m\n' | sort -u", layout))
                .isEqualTo("644\n");
        assertThat(Shell.run("find \"$1\" -type d -printf '%m\n' | sort -u", layout))
                .isEqualTo("755\n");
    }

    @Test
    void isForTheMachineOfTheImageThatItWasMadeOf() throws Exception {
        assertThat(Shell.run("cat \"$1\"/blobs/sha256/*", write("image", OptionalLong.empty())))
                .contains("\"architecture\":\"arm\",\"variant\":\"v7\",\"os\":\"linux\"");
    }

    @Test
    void handsOnWhatOnlyEnginesKnow() throws Exception {
        assertThat(Shell.run("cat \"$1\"/blobs/sha256/*", write("image", OptionalLong.empty())))
                .contains("\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]},\"Hostname\":\"box\"");
    }

    @Test
    void becomesTheSameTreeWithUmoci() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/umoci")), "umoci is not installed");
        Path image = write("image", OptionalLong.empty());
        String format = "%P %y %m %U:%G %T@ %n %s %l\\n";
        Shell.run("umoci unpack --rootless --image \"$1\" \"$2\"", image, directory.resolve("bundle"));

        assertThat(Shell.run("cd \"$1\" && find . -printf \"$2\" | sort", directory.resolve("bundle/rootfs"), format))
                .isEqualTo(Shell.run("cd \"$1\" && find . -printf \"$2\" | sort", tree, format));
    }

    @Test
    void saysHowTheImageIsRun() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/skopeo")), "skopeo is not installed");
        String config = Shell.run("skopeo inspect --config oci:\"$1\"", write("image", OptionalLong.empty()))
                .replaceAll("\\s*\n\\s*", "");

        assertThat(config)
                .contains("\"User\": \"7:8\"", "\"ExposedPorts\": {\"80/tcp\": {}}", "\"Env\": [\"A=1\"]")
                .contains("\"Entrypoint\": [\"/bin/app\"]", "\"Cmd\": [\"a \\\"quoted\\\"\\nword\"]")
                .contains("\"Volumes\": {\"/data\": {}}", "\"WorkingDir\": \"/srv\"", "\"StopSignal\": \"SIGINT\"")
                .contains("\"Labels\": {\"a\": \"1\",\"b\": \"2\"}");
    }

    @Test
    void isAnArchiveOfDockerToo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/skopeo")), "skopeo is not installed");
        Path layout = Files.createDirectory(directory.resolve("layout"));
        new LayoutWriter(layout, OptionalLong.empty()).writeLoadable(tree, CONFIG);
        Path archive = directory.resolve("image.tar");
        Shell.run("tar -C \"$1\" -cf \"$2\" .", layout, archive);
        String inspect = "skopeo inspect --config --raw ";

        assertThat(Shell.run(inspect + "docker-archive:\"$1\"", archive))
                .isEqualTo(Shell.run(inspect + "oci-archive:\"$1\"", archive))
                .isEqualTo(Shell.run(inspect + "oci:\"$1\"", write("image", OptionalLong.empty())));
    }

    private Path write(String name, OptionalLong date) throws Exception {
        Path layout = Files.createDirectory(directory.resolve(name));
        new LayoutWriter(layout, date).write(tree, CONFIG);
        return layout;
    }
}
