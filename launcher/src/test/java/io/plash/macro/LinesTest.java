package io.plash.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinesTest {

    /** {@code name[argument|argument]}, one after the other. */
    private static String calls(List<PlacedCall> calls) {
        return calls.stream()
                .map(PlacedCall::call)
                .map(call -> call.name() + "[" + String.join("|", call.arguments()) + "]")
                .collect(Collectors.joining(" "));
    }

    private static String arguments(String... arguments) {
        return calls(Lines.ofArguments(List.of(arguments)));
    }

    private static String file(String text) {
        return calls(Lines.ofFile("f", text));
    }

    @Test
    void takesALineWithoutDashAsOneArgument() {
        assertThat(arguments("--run", "a b", "  'c' # \\d ", "\t", "=e")).isEqualTo("run[a b|  'c' # \\d |\t|=e]");
    }

    @Test
    void splitsALineThatStartsWithADash() {
        assertThat(arguments("--apt  a\tb -c --d", "e f")).isEqualTo("apt[a|b|-c|--d|e f]");
    }

    @Test
    void splitsAtAsciiBlanksOnly() {
        assertThat(arguments("--apt a\u00A0b\u2003c")).isEqualTo("apt[a\u00A0b\u2003c]");
    }

    @Test
    void callsAMacroForEachLetterAndGivesTheLastTheArguments() {
        assertThat(arguments("-Ax", "touch /f")).isEqualTo("A[] x[touch /f]");
        assertThat(arguments("-lx a", "b")).isEqualTo("l[] x[a|b]");
        assertThat(arguments("-dash line")).isEqualTo("d[] a[] s[] h[line]");
    }

    @Test
    void takesLettersBeyondAsciiWhole() {
        assertThat(arguments("-é😀\uDCFF")).isEqualTo("é[] 😀[] \uDCFF[]");
    }

    @Test
    void skipsCommentsBetweenArguments() {
        assertThat(arguments("--# one", "--apt", "a", "--#two", "b")).isEqualTo("apt[a|b]");
    }

    @Test
    void skipsEmptyLines() {
        assertThat(arguments("", "--apt", "", "a", "")).isEqualTo("apt[a]");
    }

    @Test
    void takesWhatIsEscapedAsItStands() {
        assertThat(arguments("--run", "--\\ -x a  b", "--\\ --# no", "--\\  c")).isEqualTo("run[-x a  b|--# no| c]");
    }

    @Test
    void hasTwoWaysToWriteAnEmptyArgument() {
        assertThat(Lines.ofArguments(List.of("--run", "--\\", "--\\ ")))
                .singleElement()
                .extracting(call -> call.call().arguments())
                .isEqualTo(List.of("", ""));
    }

    @Test
    void takesALoneDashAsAnArgument() {
        assertThat(arguments("--run", "-", "a")).isEqualTo("run[-|a]");
        assertThat(arguments("--run", "- a b")).isEqualTo("run[-|a|b]");
    }

    @Test
    void takesTwoDashesForTheMacroWithoutName() {
        assertThat(arguments("--", "a")).isEqualTo("[a]");
    }

    @Test
    void doesNotKnowEqualsSigns() {
        assertThat(arguments("--from=1")).isEqualTo("from=1[]");
    }

    @Test
    void readsAFileLineByLine() {
        assertThat(file("--from\nalpine\n\n--run touch /x\nb")).isEqualTo("from[alpine] run[touch|/x|b]");
    }

    @Test
    void dropsTheInterpreterOfAFile() {
        assertThat(file("#!/usr/bin/env plash-exec\n--run\n#!/bin/sh\n")).isEqualTo("run[#!/bin/sh]");
    }

    @Test
    void remembersWhereACallStands() {
        List<PlacedCall> calls = Lines.ofFile("~/x", "#!/bin/x\n--run\na\n\n-lx b");

        assertThat(calls)
                .extracting(PlacedCall::line)
                .containsExactly(new Line("~/x", 2, "--run"), new Line("~/x", 5, "-lx b"), new Line("~/x", 5, "-lx b"));
    }

    @Test
    void findsNothingInNothing() {
        assertThat(file("")).isEmpty();
        assertThat(arguments()).isEmpty();
    }

    @Test
    void refusesAnArgumentBeforeTheFirstMacro() {
        assertThatThrownBy(() -> arguments("", "hello")).isInstanceOfSatisfying(PlashException.class, e -> {
            assertThat(e).hasMessage("no macro before this argument: hello");
            assertThat(e.hint()).isEqualTo("start with a macro, such as `--run`");
        });
        assertThatThrownBy(() -> file("#!/bin/x\n--\\ --run")).hasMessage("f:2: no macro before this argument: --run");
        assertThatThrownBy(() -> arguments(" --run")).hasMessage("no macro before this argument:  --run");
        assertThatThrownBy(() -> arguments("-")).hasMessage("no macro before this argument: -");
    }
}
