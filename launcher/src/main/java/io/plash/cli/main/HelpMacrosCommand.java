package io.plash.cli.main;

import static java.util.stream.Collectors.joining;

import io.plash.api.PlashException;
import io.plash.api.macro.Macro;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroProvider;
import io.plash.build.MacroProviders;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash help-macros}. */
@Command(
        name = "help-macros",
        description =
                "Lists the macros, which are the instructions of build files. Those of plash are always known; those of an extension are below its name and known after `--import NAME`.",
        footer = {"", "Example:", "  plash help-macros plash"})
public class HelpMacrosCommand implements PlashCommand {

    private final Session session;
    private final MacroProviders providers;

    @Parameters(arity = "0..1", paramLabel = "PROVIDER", description = "Only those of this provider.")
    private String wanted = "";

    @Inject
    HelpMacrosCommand(Session session, MacroProviders providers) {
        this.session = session;
        this.providers = providers;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) {
        List<MacroProvider> shown = providers.all().stream()
                .filter(provider -> wanted.isEmpty() || provider.name().equals(wanted))
                .toList();
        if (shown.isEmpty()) {
            throw new PlashException(
                    "no macro provider: " + wanted,
                    "there are: "
                            + providers.all().stream().map(MacroProvider::name).collect(joining(", ")));
        }
        shown.forEach(provider -> {
            session.print("[" + provider.name() + "]");
            provider.macros().forEach(this::line);
            session.print("");
        });
        return 0;
    }

    private void line(Macro macro) {
        String names = macro.names().stream().map(MacroCall::option).collect(joining(", "));
        session.print("%-20s = %s".formatted(names, macro.description()));
    }
}
