package io.plash.store.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.image.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayerNotesTest {

    @TempDir
    Path container;

    @Test
    void keepsEverythingThatAnImageSays() throws IOException {
        Files.createDirectory(container.resolve("_data"));
        ImageConfig config = new ImageConfig(
                List.of("/bin/app", ""),
                List.of("two\nlines \\n"),
                List.of("A=1"),
                "/srv",
                "7:8",
                "SIGINT",
                List.of("/data"),
                List.of("80/tcp"),
                Map.of("a b", "c: d"),
                "linux/arm/v7",
                Map.of("Hostname", "\"box\"", "Healthcheck", "{\"Test\":[\"a b\\n\"]}"));
        LayerNotes notes = LayerNotes.ofImage(List.of(), config);

        notes.write(container);

        assertThat(LayerNotes.read(container)).isEqualTo(notes);
    }
}
