package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroProvider;
import io.plash.macro.TestHost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportMacrosTest {

    private static MacroProvider provider(String name, String macro) {
        return new MacroProvider() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Macro> macros() {
                return List.of(new BodyMacro(macro, "", "Greet", (call, context) -> Optional.of("echo " + name)));
            }
        };
    }

    private final TestHost host =
            new TestHost(new BuiltinMacros(), provider("greeting", "greet"), provider("other", "greet"));

    @Test
    void knowsTheMacrosOfAnExtensionOnlyWhenImported() {
        assertThat(host.eval("--import", "greeting", "--greet")).isEqualTo("echo greeting\n");
        assertThatThrownBy(() -> host.eval("--greet")).hasMessage("unknown macro: --greet");
    }

    @Test
    void namesBothProvidersOfOneMacro() {
        assertThatThrownBy(() -> host.eval("--import", "greeting", "other"))
                .hasMessageContaining("--greet")
                .hasMessageContaining("greeting")
                .hasMessageContaining("other");
    }

    @Test
    void saysWhichProvidersThereAre() {
        assertThatThrownBy(() -> host.eval("--import", "nobody"))
                .hasMessage("--import: no macro provider: nobody")
                .extracting("hint")
                .isEqualTo("there are: plash, greeting, other");
    }

    @Test
    void forgetsAllButImportAndHint() {
        assertThat(host.eval("--reset-imports", "--hint", "a", "--import", "greeting", "--greet"))
                .isEqualTo("### plash hint: a\necho greeting\n");
        assertThatThrownBy(() -> host.eval("--reset_imports", "--run", "x")).hasMessage("unknown macro: --run");
    }

    @Test
    void hasAMacroForEachFurtherSource() {
        TestHost shelf = new TestHost(new BuiltinMacros(List.of("host", "shelf", "url")));
        shelf.sources.add("shelf");
        shelf.images.put("shelf:book", 5L);

        assertThat(shelf.eval("--from-shelf", "book")).isEqualTo("### plash hint: image=5\n");
        assertThat(new BuiltinMacros(List.of("host", "url")).macros()).hasSameSizeAs(new BuiltinMacros().macros());
    }
}
