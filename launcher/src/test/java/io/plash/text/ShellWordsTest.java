package io.plash.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {

    private static final List<String> ODD = List.of(
            "",
            "a",
            "-",
            "-n",
            "--",
            "a b",
            " ",
            "\n",
            "a\n\nb\n",
            "'",
            "''",
            "it's",
            "\"",
            "\\",
            "\\n",
            "$HOME",
            "`id`",
            "$(id)",
            "*",
            "~",
            "#a",
            "a#b",
            "!",
            "é",
            "日本",
            "😀",
            "\uDCFF",
            "\uDCC3(",
            "\uDCED\uDCA0\uDC80",
            "\t",
            "\r",
            "a=b",
            "{}",
            "%s",
            ";",
            "&&",
            "\u0001");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "a a",
                "/usr/bin/a-b_c.D:1,2@3%4+5=6 /usr/bin/a-b_c.D:1,2@3%4+5=6",
                "`` ''",
                "`b c` `'b c'`",
                "it's `'it'\"'\"'s'`",
                "~ '~'",
                "é 'é'",
                "-n -n",
                "$a '$a'"
            })
    void quotesOnlyWhatNeedsIt(String text, String quoted) {
        assertThat(ShellWords.quote(text)).isEqualTo(quoted);
    }

    @Test
    void givesAShellExactlyTheWord() throws Exception {
        List<String> words = new ArrayList<>(ODD);
        words.addAll(randomWords(500));

        assertThat(readByShell(ShellWords.join(words))).isEqualTo(words);
    }

    @Test
    void readsWhatItQuotes() {
        List<String> words = new ArrayList<>(ODD);
        words.addAll(randomWords(500));

        assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "a b",
                "`  a   b  `",
                "'a b' \"c d\"",
                "a'b'\"c\"d",
                "'' \"\"",
                "a\\ b \\'c \\\\",
                "\"a \\\" \\\\ \\a\"",
                "'a \\\\ \"b\"'",
                "`a\tb`",
                "`a\\\nb \"c\\\nd\"`",
            })
    void splitsAsAShellDoes(String text) throws Exception {
        assertThat(ShellWords.split(text)).isEqualTo(readByShell(text));
    }

    @Test
    void splitsAtNewlines() {
        assertThat(ShellWords.split("a\n\nb\n")).containsExactly("a", "b");
    }

    @Test
    void expandsNothing() {
        assertThat(ShellWords.split("$HOME ~ * \"`id` \\$HOME\" #a"))
                .containsExactly("$HOME", "~", "*", "`id` $HOME", "#a");
    }

    @Test
    void takesABackslashAtTheEndAsItIs() {
        assertThat(ShellWords.split("a\\")).containsExactly("a\\");
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessage("no closing ' in: a 'b");
        assertThatThrownBy(() -> ShellWords.split("\"a\\\"")).hasMessage("no closing \" in: \"a\\\"");
    }

    /** What {@code /bin/sh} makes of the words; each comes back with a NUL behind it. */
    private List<String> readByShell(String words) throws IOException, InterruptedException {
        Path script = Files.write(directory.resolve("script"), RawText.encode("printf '%s\\0' " + words + "\n"));
        Path output = directory.resolve("output");
        Process shell = new ProcessBuilder("/bin/sh", script.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(shell.waitFor()).isZero();
        String text = RawText.decode(Files.readAllBytes(output));
        return List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    /** Words of bytes that say something to a shell or nothing to UTF-8, the same ones each time. */
    private static List<String> randomWords(int count) {
        Random random = new Random(1);
        byte[] alphabet = RawText.encode("ab '\"\\$`\n\t*?[]~#=;&|<>(){}!-/é\uDC80\uDCFF\uDCC3");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] word = new byte[random.nextInt(12)];
            for (int k = 0; k < word.length; k++) {
                word[k] = alphabet[random.nextInt(alphabet.length)];
            }
            words.add(RawText.decode(word));
        }
        return words;
    }
}
