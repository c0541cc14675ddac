package io.plash.cli.main;

import io.plash.cli.PlashCommand;
import io.plash.cli.help.CommandGroup;
import io.plash.cli.help.CommandHelp;
import java.util.Map;

/** The page in docs/commands that lists the others. */
final class IndexPage {

    private IndexPage() {}

    /** The whole page, for these commands and aliases. */
    static String of(Map<String, Class<? extends PlashCommand>> types) {
        StringBuilder text = new StringBuilder("# Commands\n");
        for (CommandGroup group : CommandGroup.values()) {
            text.append("\n## ").append(group.title()).append("\n\n");
            types.forEach((name, type) -> {
                CommandHelp help = CommandHelp.of(type);
                if (CommandGroup.of(type) == group && !help.hidden() && name.equals(help.name())) {
                    text.append(String.format("- [plash %s](%s.md): %s\n", name, name, help.summary()));
                }
            });
        }
        return text.toString();
    }
}
