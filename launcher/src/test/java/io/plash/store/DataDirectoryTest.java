package io.plash.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {

    @Test
    void isInTheHomeOfTheUserWhereHomeIsEmpty() {
        Path own = Path.of(System.getProperty("user.home"), ".plashdata");

        assertThat(DataDirectory.of(Map.of("HOME", "")).root()).isEqualTo(own);
        assertThat(DataDirectory.of(Map.of()).root()).isEqualTo(own);
    }

    @Test
    void blamesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> DataDirectory.of(Map.of("HOME", "relative")))
                .isInstanceOf(PlashException.class)
                .hasMessage("HOME is not an absolute path: relative");
        assertThatThrownBy(() -> DataDirectory.of(Map.of("HOME", "/root", "PLASH_DATA", "data")))
                .hasMessage("PLASH_DATA is not an absolute path: data");
    }
}
