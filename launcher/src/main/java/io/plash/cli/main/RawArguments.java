package io.plash.cli.main;

import io.plash.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of this process, byte for byte; what Java hands to main has lost every byte that is not UTF-8.
 *
 * @param options what stands before them: Java, its options and its properties
 * @param words the arguments
 */
record RawArguments(List<String> options, List<String> words) {

    /** The command line of this process, which ends with {@code count} arguments. */
    static RawArguments ofThisProcess(int count) throws IOException {
        List<String> all = parse(Files.readAllBytes(Path.of("/proc/self/cmdline")));
        int first = all.size() - count;
        return new RawArguments(all.subList(0, first), all.subList(first, all.size()));
    }

    /** The value of a system property, or an empty text if it was not given. */
    String property(String name) {
        String option = "-D" + name + "=";
        return options.stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElse("");
    }

    /** proc_pid_cmdline(5): every word is ended by a zero byte. */
    static List<String> parse(byte[] cmdline) {
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (byte b : cmdline) {
            if (b == 0) {
                words.add(RawText.decode(word.toByteArray()));
                word.reset();
            } else {
                word.write(b);
            }
        }
        return words;
    }
}
