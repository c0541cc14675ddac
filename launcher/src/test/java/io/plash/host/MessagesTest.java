package io.plash.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Messages messages(Map<String, String> variables) {
        return Messages.to(new PrintStream(err, true, StandardCharsets.UTF_8), new Environment(variables));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachLineSaysWhoSpeaksAndWhatItIs() {
        Messages messages = messages(Map.of());

        messages.error("no container: 9");
        messages.hint("use another");
        messages.note("3 files left out");
        messages.debug("nobody wants to know");

        assertThat(said())
                .isEqualTo("plash: error: no container: 9\nplash: hint: use another\nplash: 3 files left out\n");
    }

    @Test
    void debugTellsEveryLine() {
        messages(Map.of("PLASH_DEBUG", "1")).debug("a\n\tb\n");

        assertThat(said()).isEqualTo("plash: debug: a\nplash: debug:     b\n");
    }

    @ParameterizedTest
    @CsvSource({
        "001b, '[31m', '\\u001b[31m'",
        "000a, x, '\\u000ax'",
        "000d, x, '\\u000dx'",
        "009b, 31m, '\\u009b31m'",
        "202e, x, '\\u202ex'",
        "2066, x, '\\u2066x'",
        "200f, x, '\\u200fx'",
        "2028, x, '\\u2028x'",
    })
    void showsWhatWouldSteerATerminal(String character, String rest, String shown) {
        messages(Map.of()).note((char) Integer.parseInt(character, 16) + rest);

        assertThat(said()).isEqualTo("plash: " + shown + "\n");
    }

    @Test
    void showsABareByteThatEightBitTerminalsObey() {
        messages(Map.of()).note(RawText.decode(new byte[] {'a', (byte) 0x9B, '3', '1', 'm'}));

        assertThat(said()).isEqualTo("plash: a\\x9b31m\n");
    }

    @Test
    void keepsLettersOfAllLanguagesAndBytesThatAreNone() {
        byte[] latin1 = {'k', (byte) 0xE4, 's', 'e'};

        messages(Map.of()).note("größe 日本 🧀 " + RawText.decode(latin1));

        assertThat(err.toByteArray())
                .startsWith("plash: größe 日本 🧀 ".getBytes(StandardCharsets.UTF_8))
                .endsWith('k', 0xE4, 's', 'e', '\n');
    }
}
