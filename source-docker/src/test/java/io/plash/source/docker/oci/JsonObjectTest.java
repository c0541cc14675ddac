package io.plash.source.docker.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectTest {

    @Test
    void readsMembersOfTheirType() {
        JsonObject json =
                parse("{\"a\": \"x\", \"n\": 7, \"l\": [\"y\", \"z\"], \"o\": {\"k\": \"v\", \"not text\": 1}}");

        assertThat(json.text("a")).contains("x");
        assertThat(json.requiredNumber("n")).isEqualTo(7);
        assertThat(json.texts("l")).containsExactly("y", "z");
        assertThat(json.textsByName("o")).containsOnly(java.util.Map.entry("k", "v"));
        assertThat(json.names("o")).containsExactly("k", "not text");
    }

    @Test
    void takesNullForMissing() {
        JsonObject json = parse("{\"a\": null, \"l\": null, \"o\": null}");

        assertThat(json.text("a")).isEmpty();
        assertThat(json.texts("l")).isEmpty();
        assertThat(json.object("o")).isEmpty();
        assertThat(json.has("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{}{}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 012}",
                "{'a': 1}",
                "nul",
                "{\"a\": NaN}"
            })
    void refusesWhatIsNoSingleObject(String document) {
        assertThatThrownBy(() -> parse(document))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("bad manifest: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesADocumentThatIsTooDeep() {
        assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("bad manifest: ")
                .hasMessageContaining("depth");
    }

    @Test
    void refusesADocumentThatIsTooLarge() {
        assertThatThrownBy(() -> parse("{\"a\": \"" + "x".repeat(JsonObject.LARGEST) + "\"}"))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("bad manifest: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1.5", "\"1\"", "99999999999999999999", "[]", "true"})
    void refusesANumberThatIsNoSize(String number) {
        assertThatThrownBy(() -> parse("{\"n\": " + number + "}").requiredNumber("n"))
                .isInstanceOf(PlashException.class)
                .hasMessageContaining("a n that is not a whole number");
    }

    @Test
    void refusesANumberOfAMillionDigits() {
        assertThatThrownBy(() -> parse("{\"n\": " + "9".repeat(1_000_000) + "}"))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("bad manifest: ");
    }

    @Test
    void refusesMembersOfAnotherType() {
        assertThatThrownBy(() -> parse("{\"a\": {}}").text("a"))
                .hasMessage("bad manifest: it has a a that is not text");
        assertThatThrownBy(() -> parse("{\"a\": [1]}").texts("a"))
                .hasMessage("bad manifest: it has something else than texts in a");
        assertThatThrownBy(() -> parse("{\"a\": [[]]}").objects("a"))
                .hasMessage("bad manifest: it has something else than objects in a");
    }

    private static JsonObject parse(String document) {
        return JsonObject.parse(document.getBytes(UTF_8), "manifest");
    }
}
