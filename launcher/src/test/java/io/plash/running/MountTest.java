package io.plash.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.store.ContainerId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountTest {

    @Test
    void readsTheLayersOfAUnionTheTopmostFirst() {
        Mount mount = Mount.parse("70 63 0:40 / / rw,relatime - overlay overlay rw,lowerdir=mountpoints/b922:index/13"
                + "/_data/root:index/2/_data/root:index/0/_data/root,upperdir=mnt/upper,workdir=mnt/work");

        assertThat(mount.mountpoint()).isEqualTo(Path.of("/"));
        assertThat(mount.layers()).containsExactly(new ContainerId(13), new ContainerId(2), new ContainerId(0));
    }

    @Test
    void readsLinesWithOptionalFields() {
        Mount mount = Mount.parse("36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 shared:7 - ext3 /dev/root rw");

        assertThat(mount).isEqualTo(new Mount(Path.of("/mnt 2"), "ext3", "rw"));
        assertThat(mount.layers()).isEmpty();
    }

    @Test
    void takesNoOtherPathForALayer() {
        assertThat(Mount.layers("lowerdir=myindex/3/_data/root:/x/index/4/_data/root:index/5/_data/rootfs"))
                .isEmpty();
    }
}
