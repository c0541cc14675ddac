package io.plash.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import org.junit.jupiter.api.Test;

class BuildScriptTest {

    private static BuildScript script(String... lines) {
        return new BuildScript(String.join("\n", lines) + "\n");
    }

    @Test
    void takesTheLastImage() {
        assertThat(script("### plash hint: image=1", "touch /a", "### plash hint: image=2")
                        .image())
                .contains("2");
    }

    @Test
    void takesTheLastEntrypoint() {
        assertThat(script("### plash hint: exec=/a", "### plash hint: exec=/b c=d")
                        .entrypoint())
                .contains("/b c=d");
    }

    @Test
    void listsTheVariablesThatHaveAName() {
        assertThat(script("### plash hint: use-env=A", "### plash hint: use-env=", "### plash hint: use-env=B")
                        .exportedVariables())
                .containsExactly("A", "B");
    }

    @Test
    void splitsAtLayerHints() {
        assertThat(script("### plash hint: image=1", "a", "b", "### plash hint: layer", "c")
                        .layers())
                .containsExactly("a\nb\n", "c\n");
    }

    @Test
    void dropsLayersWithNothingInThem() {
        String layer = "### plash hint: layer";

        assertThat(script(layer, "a", layer, layer, "### plash hint: image=1", layer, "", layer)
                        .layers())
                .containsExactly("a\n");
    }

    @Test
    void dropsHintsWithValuesOfWhateverName() {
        assertThat(script("a", "### plash hint: colour=blue", "b", "### plash hint: layer=no", "c")
                        .layers())
                .containsExactly("a\nb\nc\n");
    }

    @Test
    void leavesAnUnknownHintWithoutValueInItsLayer() {
        assertThat(script("a", "### plash hint: note").layers()).containsExactly("a\n### plash hint: note\n");
    }

    @Test
    void takesOnlyWholeLinesForHints() {
        BuildScript script = script(" ### plash hint: image=1", "#### plash hint: image=2", "### plash hint: ");

        assertThat(script.image()).isEmpty();
        assertThat(script.layers()).containsExactly(script.text());
    }

    @Test
    void endsALayerWithANewlineThoughTheScriptDoesNot() {
        assertThat(new BuildScript("a\nb").layers()).containsExactly("a\nb\n");
    }

    @Test
    void isEmptyWithoutText() {
        BuildScript script = new BuildScript("");

        assertThat(script.layers()).isEmpty();
        assertThat(script.image()).isEmpty();
        assertThat(script.entrypoint()).isEmpty();
        assertThat(script.exportedVariables()).isEmpty();
    }

    @Test
    void readsTheHintsThatItWrites() {
        assertThat(Hint.parse(new Hint("a", "b=c").line())).contains(new Hint("a", "b=c"));
        assertThat(Hint.parse(new Hint("a", "").line())).contains(new Hint("a", ""));
        assertThat(Hint.parse(new Hint("a").line())).contains(new Hint("a"));
    }

    @Test
    void refusesHintsOfSeveralLines() {
        assertThatThrownBy(() -> new Hint("exec", "/a\n### plash hint: image=1"))
                .isInstanceOf(PlashException.class)
                .hasMessage("a hint must be one line: exec");
        assertThatThrownBy(() -> new Hint("a\nb")).hasMessageStartingWith("a hint must be one line");
        assertThatThrownBy(() -> new Hint("")).hasMessage("a hint needs a name");
    }
}
