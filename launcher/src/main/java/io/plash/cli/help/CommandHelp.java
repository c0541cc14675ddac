package io.plash.cli.help;

import io.plash.cli.PlashCommand;
import io.plash.text.RawPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What there is to say about a command. All of it comes from the annotations of the command's class: the terminal, the
 * manual and docs/commands show the same text.
 */
public final class CommandHelp {

    private static final int WIDTH = 100;

    /** How the lines of an example begin; those above them are the heading. */
    private static final String INDENT = "  ";

    private final CommandLine parser;
    private final UsageMessageSpec usage;

    private CommandHelp(CommandLine parser) {
        this.parser = parser;
        this.usage = parser.getCommandSpec().usageMessage();
    }

    /** The help for a command, of which no object is made. */
    public static CommandHelp of(Class<? extends PlashCommand> type) {
        CommandLine parser = new CommandLine(CommandSpec.forAnnotatedObject(type))
                .setInterpolateVariables(false)
                .setSeparator(" ");
        parser.getCommandSpec()
                .usageMessage()
                .width(WIDTH)
                .synopsisHeading("usage: plash ")
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n");
        CommandHelp help = new CommandHelp(parser);
        help.usage.exitCodeListHeading(help.exitStatuses().isEmpty() ? "" : "%nExit status:%n");
        return help;
    }

    /** A parser that takes every argument as it is. */
    public static CommandLine parser(PlashCommand command) {
        return new CommandLine(command)
                .registerConverter(Path.class, RawPath::named)
                .setTrimQuotes(false)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setStopAtPositional(command.endsOptionsAtParameters());
    }

    /** The word behind plash. */
    public String name() {
        return parser.getCommandName();
    }

    /** Whether it is plash's own business, and users are not told of it. */
    public boolean hidden() {
        return usage.hidden();
    }

    /** One line, such as {@code plash rm CONTAINER}. */
    public String synopsis() {
        return "plash "
                + new Help(parser.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF))
                        .synopsis(0)
                        .strip()
                        .replaceAll("\\s+", " ");
    }

    /** What the synopsis calls the arguments, in their order and without options; dots mean any number. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        boolean isValue = false;
        for (String word : synopsis().split("\\s")) {
            boolean isOption = word.matches("\\[?-(-|-[a-z].*|[a-zA-Z]]?)");
            if (!isOption && !isValue) {
                labels.add(word.replaceAll("[\\[\\]]", "").replaceFirst("\\.+$", "..."));
            }
            isValue = isOption && !word.contains("]");
        }
        return labels.subList(2, labels.size());
    }

    /** The first sentence of the description. */
    public String summary() {
        return String.join(" ", description()).replaceFirst("(?s)\\.\\s.*", ".");
    }

    /** All of it, as the terminal shows it. */
    public String text() {
        return parser.getUsageMessage(Help.Ansi.OFF).stripTrailing();
    }

    /** The paragraphs of the description. */
    public List<String> description() {
        return paragraphs(usage.description());
    }

    /** What the arguments that are no options mean, by their names. */
    public List<Map.Entry<String, String>> arguments() {
        return parser.getCommandSpec().positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .map(parameter -> Map.entry(parameter.paramLabel(), text(parameter.description())))
                .toList();
    }

    /** What the options mean, by their spellings. */
    public List<Map.Entry<String, String>> options() {
        return parser.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(option -> Map.entry(
                        String.join(", ", option.names())
                                + (option.arity().max() == 0 ? "" : " " + option.paramLabel()),
                        text(option.description())))
                .toList();
    }

    /** What an exit status other than 0 and 1 means. */
    public Map<String, String> exitStatuses() {
        return usage.exitCodeList();
    }

    /** Commands that a user could type. */
    public List<String> examples() {
        return Stream.of(usage.footer())
                .filter(line -> line.startsWith(INDENT))
                .map(line -> line.substring(INDENT.length()))
                .toList();
    }

    private static String text(String... lines) {
        return String.join(" ", paragraphs(lines));
    }

    /** picocli formats what it prints, so that a percent sign is written as two. */
    private static List<String> paragraphs(String... lines) {
        return Stream.of(lines).map(String::format).toList();
    }
}
