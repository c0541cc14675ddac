package io.plash.cli.build;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.UsageException;
import picocli.CommandLine.Command;

/** {@code plash b}. */
@Command(
        name = "b",
        customSynopsis = "b COMMAND --MACRO [ARG...]... [-- ARG...]",
        description =
                "Builds a container and calls a command with it: `plash b COMMAND BUILDARGS -- ARGS` is `plash COMMAND CONTAINER ARGS`.",
        footer = {"", "Example:", "  plash b run --from host -- ls /"})
public class BuildAndCallCommand implements PlashCommand {

    /** Called by the bean container. */
    public BuildAndCallCommand() {}

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    /** When there are build arguments, they were read as those of the other command. */
    @Override
    public int run(Invocation invocation) {
        throw new UsageException("b: no build arguments");
    }
}
