package io.plash.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    private record Row(long lastUsed, List<String> names) {}

    @Test
    void isForEveryReaderAndSteersNoTerminal() throws IOException {
        String name = RawText.decode(new byte[] {'a', (byte) 0xFF, 0x1B, '[', '"', (byte) 0xC3, (byte) 0xA4});

        String json = Json.of(List.of(new Row(7, List.of(name))));

        assertThat(json).matches("[\\x20-\\x7E\\n]*").contains("\"last_used\" : 7");
        assertThat(new ObjectMapper().readTree(json).at("/0/names/0").textValue())
                .isEqualTo("a\\xff\u001b[\"\u00e4");
    }
}
