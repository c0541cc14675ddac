package io.plash.cli.vintage;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code plash do}. */
@Command(
        name = "do",
        customSynopsis = "do COMMAND [ARG...]",
        description =
                "Calls plash as `plash recall` does, and what can be cached as `plash cache` does. A shell script of such lines builds only what it did not build before. Here `build` takes a command to run, as `create` does, and no build arguments.",
        footer = {
            "",
            "Example:",
            "  plash do pull:lxc alpine:3.20",
            "  plash do build apk add curl",
            "  plash do run curl --version"
        })
public class DoCommand implements PlashCommand {

    private final Session session;

    /** Made without the bean container. */
    public DoCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (invocation.arguments().isEmpty()) {
            throw new UsageException("no command");
        }
        CallSession calls = new CallSession(session);
        List<String> words = calls.withContainer(invocation.arguments());
        if (CallSession.printsContainer(words)) {
            calls.remember(CallSession.canBeCached(words) ? calls.cached(words) : calls.call(words));
            return 0;
        }
        return calls.become(invocation, words);
    }
}
