package io.plash.cli.main;

import io.plash.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The arguments of this process, byte for byte; what Java hands to main has lost every byte that is not UTF-8. */
final class RawArguments {

    private RawArguments() {}

    /** The last {@code count} words of the command line. */
    static List<String> ofThisProcess(int count) throws IOException {
        List<String> words = parse(Files.readAllBytes(Path.of("/proc/self/cmdline")));
        return words.subList(words.size() - count, words.size());
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
