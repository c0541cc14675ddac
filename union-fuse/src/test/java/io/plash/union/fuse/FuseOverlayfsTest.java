package io.plash.union.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.Availability;
import io.plash.api.PlashException;
import io.plash.api.mount.MountEntry;
import io.plash.api.union.Changes;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionFilesystemContract;
import io.plash.api.union.UnionMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuseOverlayfsTest extends UnionFilesystemContract {

    @TempDir
    Path machine;

    @Override
    protected UnionFilesystem filesystem() {
        return new FuseOverlayfs();
    }

    @Override
    protected boolean takesColons() {
        return false;
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(UnionFilesystem.class)).hasExactlyElementsOfTypes(FuseOverlayfs.class);
    }

    @Test
    void isServedByItsProgram() {
        UnionMount union = new UnionMount(
                List.of("index/2/_data/root", "with,comma\\"), Optional.of(new Changes("up", "work")), "mnt", true);
        MountEntry mount = filesystem().mount(union);

        assertThat(mount.server()).contains("fuse-overlayfs");
        assertThat(mount.options())
                .containsExactly(
                        "upperdir=up", "workdir=work", "writeback=0", "lowerdir=index/2/_data/root:with\\,comma\\\\");
    }

    @Test
    void refusesALayerThatItWouldTakeForTwo() {
        UnionMount union = new UnionMount(List.of("a:b"), Optional.empty(), "mnt", true);

        assertThatThrownBy(() -> filesystem().mount(union))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("a:b");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(reason("no-such-program")).isEqualTo("no program fuse-overlayfs");
        assertThat(reason("sh")).isEqualTo("no /dev/fuse");
        Files.createFile(machine.resolve("fuse"));
        assertThat(reason("sh")).isEmpty();
    }

    private String reason(String program) {
        return new FuseOverlayfs(machine.resolve("fuse"), program).availability()
                        instanceof Availability.Unavailable unavailable
                ? unavailable.reason()
                : "";
    }
}
