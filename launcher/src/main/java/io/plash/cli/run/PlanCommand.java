package io.plash.cli.run;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.UsageException;
import picocli.CommandLine.Command;

/** {@code plash plan}. Only to be described: the words behind it are read as those of another command. */
@Command(
        name = "plan",
        customSynopsis = "plan ARG...",
        description =
                "Prints the launch plan of what `plash ARG...` would start, and starts nothing. The first line says whether the plan was kept and still holds (hot), or why Java would have to decide (cold). Build arguments have to be built already.",
        footer = {"", "Example:", "  plash plan run 1 ls", "  plash plan --from host -- ls /"})
public class PlanCommand implements PlashCommand {

    /** Called by the bean container. */
    public PlanCommand() {}

    @Override
    public boolean takesRawArguments() {
        return true;
    }

    @Override
    public int run(Invocation invocation) {
        throw new UsageException("nothing to plan");
    }
}
