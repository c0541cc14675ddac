package io.plash.macro;

import io.plash.api.PlashException;
import io.plash.api.macro.MacroCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/**
 * Reads lines as macro calls.
 *
 * <p>Only a line that starts with a dash is special. There is no quoting, no expansion and no continuation: any other
 * line is one argument as it stands.
 */
public final class Lines {

    /** What C calls white space; nothing beyond ASCII, so that no byte of a name can be taken for a blank. */
    private static final String BLANKS = " \t\n\u000B\f\r";

    private final List<PlacedCall> calls = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private List<String> names = List.of();
    private Line start = new Line("", 0, "");

    private Lines() {}

    /**
     * The calls in the arguments of a command; each argument is a line.
     *
     * @throws PlashException if an argument stands before the first macro
     */
    public static List<PlacedCall> ofArguments(List<String> arguments) {
        return calls(lines("", arguments, 0));
    }

    /**
     * The calls in arguments that a macro made up.
     *
     * @param place what messages name: where that macro was called
     * @throws PlashException if an argument stands before the first macro
     */
    static List<PlacedCall> ofArguments(List<String> arguments, Line place) {
        return calls(arguments.stream()
                .map(text -> new Line(place.source(), place.number(), text))
                .toList());
    }

    /**
     * The calls in a file, whose first line may be that of an interpreter, {@code #!/}.
     *
     * @param name the file's name as the user typed it, for messages
     * @throws PlashException if an argument stands before the first macro
     */
    public static List<PlacedCall> ofFile(String name, String text) {
        List<String> texts = Arrays.asList(text.split("\n", -1));
        return calls(lines(name, texts, text.startsWith("#!/") ? 1 : 0));
    }

    private static List<Line> lines(String source, List<String> texts, int first) {
        return IntStream.range(first, texts.size())
                .mapToObj(i -> new Line(source, i + 1, texts.get(i)))
                .toList();
    }

    private static List<PlacedCall> calls(List<Line> all) {
        Lines lines = new Lines();
        all.forEach(lines::read);
        lines.endCall();
        return lines.calls;
    }

    private void read(Line line) {
        String text = line.text();
        if (text.isEmpty() || text.startsWith("--#")) {
            return;
        }
        if (text.equals("--\\")) {
            addArgument(line, "");
        } else if (text.startsWith("--\\ ")) {
            addArgument(line, text.substring(4));
        } else if (text.startsWith("-")) {
            readOption(line);
        } else {
            addArgument(line, text);
        }
    }

    private void readOption(Line line) {
        StringTokenizer words = new StringTokenizer(line.text(), BLANKS);
        String option = words.nextToken();
        if (option.equals("-")) {
            addArgument(line, option);
        } else {
            endCall();
            start = line;
            names = option.startsWith("--") ? List.of(option.substring(2)) : letters(option.substring(1));
        }
        while (words.hasMoreTokens()) {
            addArgument(line, words.nextToken());
        }
    }

    private static List<String> letters(String cluster) {
        return cluster.codePoints().mapToObj(Character::toString).toList();
    }

    private void addArgument(Line line, String argument) {
        if (names.isEmpty()) {
            throw new PlashException(
                    line.place() + "no macro before this argument: " + argument, "start with a macro, such as `--run`");
        }
        arguments.add(argument);
    }

    /** All letters of {@code -abc} are called; the last one gets the arguments. */
    private void endCall() {
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            calls.add(new PlacedCall(new MacroCall(names.get(i), last ? arguments : List.of()), start));
        }
        arguments.clear();
    }
}
