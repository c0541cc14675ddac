package io.plash.cli.main;

import io.plash.cli.PlashCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** How picocli is used here. */
final class Usage {

    private Usage() {}

    /** A parser that takes every argument as it is. */
    static CommandLine parser(PlashCommand command) {
        return parserOf(command).setStopAtPositional(command.endsOptionsAtParameters());
    }

    /** The same for a class, only to print its usage. */
    static CommandLine parserOf(Object command) {
        return new CommandLine(command)
                .setTrimQuotes(false)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100);
    }

    /** One line, such as {@code plash rm CONTAINER}. */
    static String synopsis(CommandLine parser) {
        return "plash "
                + new Help(parser.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF))
                        .synopsis(0)
                        .strip();
    }

    /** The first sentence about a command. */
    static String summary(CommandLine parser) {
        String[] description = parser.getCommandSpec().usageMessage().description();
        return description.length == 0 ? "" : description[0].replaceFirst("(?s)\\.\\s.*", ".");
    }

    /** All that there is to say. */
    static String text(CommandLine parser) {
        String text = parser.getUsageMessage(Help.Ansi.OFF);
        return text.replaceFirst("^Usage: ", "usage: plash ");
    }
}
