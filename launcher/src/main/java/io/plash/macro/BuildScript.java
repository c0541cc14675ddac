package io.plash.macro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What macros evaluate to: a shell script with {@linkplain Hint hints}.
 *
 * @param text the script as {@code plash eval} prints it, each line with its newline, or empty
 */
public record BuildScript(String text) {

    /** The container to start from: the text of the last image hint, which need not be a number. */
    public Optional<String> image() {
        return last(Hint.IMAGE);
    }

    /** The program that the container is for. */
    public Optional<String> entrypoint() {
        return last(Hint.EXEC);
    }

    /** The names of the caller's variables to hand to that program, in order. */
    public List<String> exportedVariables() {
        return values(Hint.USE_ENV).stream().filter(name -> !name.isEmpty()).toList();
    }

    /** The user of the container that this program, or another one, is to run as. */
    public Optional<String> user() {
        return last(Hint.USER);
    }

    /** Whether it is to run as the caller. */
    public boolean keepsId() {
        return last(Hint.KEEP_ID).isPresent();
    }

    /**
     * The scripts of the layers, lowest first. Each ends in a newline and has something to run or at least a comment;
     * hints with values, which say nothing about what a layer does, are not part of it.
     */
    public List<String> layers() {
        List<String> layers = new ArrayList<>();
        StringBuilder layer = new StringBuilder();
        for (String line : lines()) {
            Optional<Hint> hint = Hint.parse(line);
            if (hint.isEmpty()) {
                layer.append(line).append('\n');
            } else if (hint.get().value() == null && hint.get().name().equals(Hint.LAYER)) {
                layers.add(layer.toString());
                layer.setLength(0);
            } else if (hint.get().value() == null) {
                layer.append(line).append('\n');
            }
        }
        layers.add(layer.toString());
        layers.removeIf(String::isBlank);
        return layers;
    }

    private Optional<String> last(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    private List<String> values(String name) {
        return lines().stream()
                .flatMap(line -> Hint.parse(line).stream())
                .filter(hint -> hint.name().equals(name))
                .map(Hint::value)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> lines() {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        return text.isEmpty() || text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
    }
}
