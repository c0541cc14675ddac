package io.plash.cli.main;

import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroProvider;
import io.plash.build.MacroProviders;
import io.plash.build.image.ImageSources;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.help.CommandHelp;
import io.plash.cli.image.ImportSourceCommand;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code plash words}. */
@Command(
        name = "words",
        hidden = true,
        description = "Prints the words that users can type; the installer keeps them for the script complete.")
public class WordsCommand implements PlashCommand {

    private final Session session;
    private final ImageSources sources;
    private final MacroProviders providers;

    @Inject
    WordsCommand(Session session, ImageSources sources, MacroProviders providers) {
        this.session = session;
        this.sources = sources;
        this.providers = providers;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) {
        Map<String, Class<? extends PlashCommand>> types = Commands.types(session);
        types.forEach(this::command);
        for (MacroProvider provider : providers.all()) {
            row("provider", "", provider.name(), "", "macros");
            for (Macro macro : provider.macros()) {
                macro.names()
                        .forEach(name -> row("macro", "", MacroCall.option(name), macro.usage(), macro.description()));
            }
        }
        for (String scheme : sources.schemes()) {
            row("source", "", scheme, "", "image source");
            String importing = ImportSourceCommand.PREFIX + scheme;
            if (!types.containsKey(importing)) {
                command(importing, ImportSourceCommand.class);
            }
        }
        return 0;
    }

    private void command(String name, Class<? extends PlashCommand> type) {
        CommandHelp help = CommandHelp.of(type);
        if (help.hidden()) {
            return;
        }
        List<String> labels = new ArrayList<>(help.labels());
        if (takesBuildArguments(type)) {
            labels.set(0, labels.get(0) + "+");
        }
        row("command", "", name, String.join(" ", labels), help.summary());
        help.options().forEach(option -> {
            String[] words = option.getKey().split(",? ");
            String label = words[words.length - 1].startsWith("-") ? "" : words[words.length - 1];
            Stream.of(words)
                    .filter(word -> word.startsWith("-"))
                    .forEach(word -> row("option", name, word, label, option.getValue()));
        });
    }

    /** No command is made for this, so its class is asked. */
    private static boolean takesBuildArguments(Class<? extends PlashCommand> type) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("takesBuildArguments"));
    }

    private void row(String... columns) {
        session.print(String.join("\t", columns));
    }
}
