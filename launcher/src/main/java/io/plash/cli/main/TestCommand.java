package io.plash.cli.main;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.host.HostProcesses;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash test}. */
@Command(
        name = "test",
        customSynopsis = "test [--jobs N] [PREFIX]",
        description =
                "Checks on this machine that plash does what it says, with build data of its own. Each check prints its name and PASS, FAIL or SKIP; those whose names begin with PREFIX, or all. Exits with 1 if one failed.",
        footer = {"", "Example:", "  plash test unit/"})
final class TestCommand implements PlashCommand {

    private final Session session;

    TestCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) {
        List<String> words =
                new ArrayList<>(List.of(session.installation().test().toString()));
        words.addAll(invocation.arguments());
        return new HostProcesses().run(words);
    }
}
