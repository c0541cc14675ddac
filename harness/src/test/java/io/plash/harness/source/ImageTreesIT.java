package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Command;
import io.plash.harness.installed.DockerRegistry;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.FuseOverlayfs;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trees that images become are those that other people's tools make of them. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class ImageTreesIT {

    private static LayeredImage image;
    private static Tree ofUmoci;

    private final Plash plash;
    private final Tree expected;

    ImageTreesIT(Plash plash) {
        this.plash = plash;
        this.expected = asTheCallerCanHaveIt(ofUmoci);
    }

    @BeforeAll
    static void makeImage() throws IOException {
        image = LayeredImage.make();
        ofUmoci = unpacked(image.layout());
    }

    @AfterAll
    static void deleteImage() {
        if (image != null) {
            image.close();
        }
    }

    private static Tree unpacked(Path layout) throws IOException {
        Path bundle = TemporaryDirectory.create();
        try {
            Command.run(List.of(
                    "umoci",
                    "unpack",
                    "--image",
                    layout + ":latest",
                    bundle.resolve("b").toString()));
            return Tree.of(bundle.resolve("b/rootfs"));
        } finally {
            TemporaryDirectory.delete(bundle);
        }
    }

    /** Only root can make device nodes. */
    private Tree asTheCallerCanHaveIt(Tree tree) {
        return plash.caller() == Caller.ROOT ? tree : tree.without("\\./srv/device");
    }

    private Tree imported(String name) throws IOException {
        return imported(plash, name);
    }

    /** Imports an image into build data where there is nothing of it yet. */
    private static Tree imported(Plash plash, String name) throws IOException {
        String data = plash.shell("mktemp -d -p \"$HOME\"").value();
        Plash fresh = plash.with("PLASH_DATA", data + "/data");
        return Tree.of(fresh, fresh.value("import-docker", name));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"overlay", "fuse-overlayfs"})
    void areThoseOfUmoci(String union) throws IOException {
        if (union.equals("fuse-overlayfs")) {
            FuseOverlayfs.assumePossible(plash);
        }

        assertThat(imported(plash.with("PLASH_INIT_UNION_TASTE", union), image.name()))
                .isEqualTo(expected);
    }

    @Test
    void areThoseOfPodman() throws IOException {
        try (Podman podman = Podman.installed()) {
            Tree ofPodman = podman.tree(podman.run("pull", "--quiet", image.name()));

            assertThat(imported(image.name()).without("\\.")).isEqualTo(asTheCallerCanHaveIt(ofPodman));
        }
    }

    @Test
    void areTheSameFromEverywhere() throws IOException {
        Path archives = TemporaryDirectory.create();
        try (DockerRegistry registry = DockerRegistry.start()) {
            Command.run(List.of("chmod", "755", archives.toString()));
            image.copyTo("docker://" + registry.address() + "/layered:1");
            image.copyTo("oci-archive:" + archives.resolve("oci.tar"));
            image.copyTo("docker-archive:" + archives.resolve("docker.tar") + ":layered:1");

            assertThat(imported(registry.address() + "/layered:1")).isEqualTo(expected);
            assertThat(imported("oci-archive:" + archives.resolve("oci.tar"))).isEqualTo(expected);
            assertThat(imported("docker-archive:" + archives.resolve("docker.tar")))
                    .isEqualTo(expected);
        } finally {
            TemporaryDirectory.delete(archives);
        }
    }

    @Test
    void areTheSameAfterAnExportWhichIsTheSameEachTime() throws IOException {
        String id = plash.value("import-docker", image.name());
        for (String name : List.of("one", "two", "one.tar", "two.tar")) {
            plash.value("export-oci", id, name);
        }
        Path one = plash.work().resolve("one");

        assertThat(plash.shell("cd ..; diff -r one two; cmp one.tar two.tar").value())
                .isEmpty();
        assertThat(imported("oci:" + one)).isEqualTo(expected);
        assertThat(imported("oci-archive:" + one + ".tar")).isEqualTo(expected);
        assertThat(unpacked(one)).isEqualTo(expected);
    }
}
