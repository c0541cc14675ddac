package io.plash.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildDataMountsTest {

    @TempDir
    private Path directory;

    /** For example of fuse-overlayfs, which would look like a union that somebody has left there. */
    @Test
    void takeNoMountThatTheBuildDataIsOnForAUnion() throws IOException {
        Path data = Files.createDirectory(directory.toRealPath().resolve("data"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        BuildDataMounts place = new BuildDataMounts(link);

        assertThat(place.holdsUnions(data.resolve("mnt"))).isTrue();
        assertThat(place.holdsUnions(data.resolve("mnt/x/root"))).isTrue();
        assertThat(place.holdsUnions(data)).isFalse();
        assertThat(place.holdsUnions(Path.of("/"))).isFalse();
        assertThat(place.holdsUnions(data.resolve("layer"))).isFalse();
    }
}
