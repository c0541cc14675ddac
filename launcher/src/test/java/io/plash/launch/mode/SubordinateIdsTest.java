package io.plash.launch.mode;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.launch.IdRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubordinateIdsTest {

    @TempDir
    private Path directory;

    @Test
    void comeAfterTheUser() throws IOException {
        assertThat(ids("user:100000:10\nother:5:5\n1000:200000:20\n").mapBelow(1000))
                .containsExactly(new IdRange(0, 1000, 1), new IdRange(1, 100000, 10), new IdRange(11, 200000, 20));
    }

    /** The kernel refuses a map with an id twice. */
    @Test
    void doNotNameTheUserAgain() throws IOException {
        assertThat(ids("user:900:200").mapBelow(1000))
                .containsExactly(new IdRange(0, 1000, 1), new IdRange(1, 900, 100), new IdRange(101, 1001, 99));
        assertThat(ids("user:1000:3").mapBelow(1000)).containsExactly(new IdRange(0, 1000, 1), new IdRange(1, 1001, 2));
        assertThat(ids("user:998:3").mapBelow(1000)).containsExactly(new IdRange(0, 1000, 1), new IdRange(1, 998, 2));
        assertThat(ids("user:1000:1").mapBelow(1000)).containsExactly(new IdRange(0, 1000, 1));
    }

    private SubordinateIds ids(String file) throws IOException {
        return SubordinateIds.of(Files.writeString(directory.resolve("subuid"), file), "user", 1000);
    }
}
