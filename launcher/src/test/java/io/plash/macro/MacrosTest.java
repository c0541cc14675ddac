package io.plash.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import io.plash.api.macro.MacroProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MacrosTest {

    private record Provider(String name, List<Macro> macros) implements MacroProvider {

        Provider(String name, Macro... macros) {
            this(name, List.of(macros));
        }
    }

    private record Say(List<String> names, String usage) implements Macro {

        Say(String name) {
            this(List.of(name), "[WORD...]");
        }

        @Override
        public String description() {
            return "Say something";
        }

        @Override
        public Optional<String> call(MacroCall call, MacroContext context) throws IOException {
            return switch (String.join(" ", call.arguments())) {
                case "nothing" -> Optional.empty();
                case "again" -> context.call(call.name(), call.arguments());
                case "fail" -> throw new PlashException("it fails", "do not", null, 3);
                case "break" -> throw new IOException("it breaks");
                case "define" -> {
                    context.macros().define(new Say("shout"));
                    yield Optional.empty();
                }
                default -> Optional.of(String.join(" ", call.arguments()));
            };
        }
    }

    private final TestHost host = new TestHost(
            new Provider("mine", new Say("say"), new Say(List.of("tell", "t"), "WHO [WHAT]"), new Say("saga")));

    private PlashException error(String... arguments) {
        try {
            throw new AssertionError("no error but: " + host.eval(arguments));
        } catch (PlashException e) {
            return e;
        }
    }

    @Test
    void joinsTextsByNewline() {
        assertThat(host.eval("--say", "a", "--tell", "b")).isEqualTo("a\nb\n");
    }

    @Test
    void keepsAnEmptyTextButNotNothing() {
        assertThat(host.eval("--say", "--say", "nothing", "--say", "b")).isEqualTo("\nb\n");
        assertThat(host.eval("--say")).isEmpty();
        assertThat(host.eval("--say", "nothing")).isEmpty();
        assertThat(host.eval()).isEmpty();
    }

    @Test
    void callsAMacroByEachOfItsNames() {
        assertThat(host.eval("-t", "a")).isEqualTo("a\n");
    }

    @Test
    void callsAMacroThatAnotherDefined() {
        assertThat(host.eval("--say", "define", "--shout", "a")).isEqualTo("a\n");
        assertThat(error("--shout", "a")).hasMessage("unknown macro: --shout");
    }

    @Test
    void saysWhereImageSourcesComeFrom() {
        assertThat(error("--from-debootstrap", "bookworm").hint()).contains("put the jar of another one");
        assertThat(error("--shout", "a").hint()).doesNotContain("jar");
    }

    @Test
    void namesTheMacroThatFailed() {
        PlashException error = error("--say", "fail");

        assertThat(error).hasMessage("--say: it fails");
        assertThat(error.hint()).isEqualTo("do not");
        assertThat(error.exitStatus()).isEqualTo(3);
        assertThat(error("-t", "break")).hasMessage("-t: it breaks");
    }

    @Test
    void namesThePlaceInAFile() {
        assertThatThrownBy(() -> host.evalFile("~/bin/x", "--say\na\n--say\nfail"))
                .hasMessage("~/bin/x:3: --say: it fails");
        assertThatThrownBy(() -> host.evalFile("x", "--say\n--nope")).hasMessage("x:2: unknown macro: --nope");
    }

    @Test
    void saysHowManyArgumentsAMacroTakes() {
        PlashException error = error("--tell");

        assertThat(error).hasMessage("--tell: takes 1 to 2 arguments, not none");
        assertThat(error.hint()).isEqualTo("usage: --tell WHO [WHAT]");
        assertThat(error("-t", "a", "b", "c")).hasMessage("-t: takes 1 to 2 arguments, not 3");
    }

    @Test
    void readsTheNumberOfArgumentsFromTheUsage() {
        assertThat(Usage.of("")).isEqualTo(new Usage(0, 0));
        assertThat(Usage.of("A B")).isEqualTo(new Usage(2, 2));
        assertThat(Usage.of("A...")).isEqualTo(new Usage(1, Integer.MAX_VALUE));
        assertThat(Usage.of("A [B] [C...]")).isEqualTo(new Usage(1, Integer.MAX_VALUE));
        assertThatThrownBy(() -> Usage.of("").check(1)).hasMessage("takes no arguments, not 1");
        assertThatThrownBy(() -> Usage.of("A").check(2)).hasMessage("takes one argument, not 2");
        assertThatThrownBy(() -> Usage.of("A B").check(1)).hasMessage("takes 2 arguments, not 1");
        assertThatThrownBy(() -> Usage.of("A...").check(0)).hasMessage("takes at least one argument, not none");
        assertThatThrownBy(() -> Usage.of("A B...").check(1)).hasMessage("takes at least 2 arguments, not 1");
    }

    @Test
    void proposesNamesThatAreClose() {
        assertThat(error("--tel").hint()).isEqualTo("did you mean --tell?");
        assertThat(error("--sag").hint()).isEqualTo("did you mean --say or --saga?");
        assertThat(error("--conquer").hint()).isEqualTo("`plash help-macros` lists the macros there are");
        assertThat(error("-z").hint()).isEqualTo("`plash help-macros` lists the macros there are");
        assertThat(error("--")).hasMessage("unknown macro: --");
    }

    @Test
    void saysThatThereAreNoEqualsSigns() {
        assertThat(error("--say=a")).hasMessage("unknown macro: --say=a");
        assertThat(error("--say=a=b").hint()).isEqualTo("write `--say a=b`");
    }

    @Test
    void saysHowToWriteAnArgumentThatStartsWithADash() {
        PlashException error = error("-th is line");

        assertThat(error).hasMessage("-t: takes 1 to 2 arguments, not none");
        assertThat(error("--say", "-la /root"))
                .hasMessage("unknown macro: -l")
                .extracting("hint")
                .isEqualTo("if `-la /root` is an argument, write `--\\ -la /root`");
    }

    @Test
    void endsAnEvaluationThatNeverEnds() {
        assertThat(error("--say", "again")).hasMessage("--say: more than 100 evaluations inside each other");
    }

    @Test
    void refusesTwoMacrosOfOneName() {
        assertThatThrownBy(() ->
                        new TestHost(new Provider("mine", new Say("a"), new Say(List.of("b", "a"), ""))).eval())
                .hasMessage("two macros are called -a: one of mine, one of mine");
    }
}
