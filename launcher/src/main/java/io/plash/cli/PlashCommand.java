package io.plash.cli;

import java.io.IOException;

/**
 * A command of plash. Its class carries picocli's annotations: the name, the description, and fields for the options and
 * parameters, which are set before {@link #run} is called.
 */
public interface PlashCommand {

    /**
     * Does it.
     *
     * @return what plash exits with
     */
    int run(Invocation invocation) throws IOException;

    /** Whether build arguments may stand in the place of the first parameter, a container. */
    default boolean takesBuildArguments() {
        return false;
    }

    /** Whether all arguments are the command's own business, and picocli only prints the usage. */
    default boolean takesRawArguments() {
        return false;
    }

    /** Whether options end at the first parameter, because the command of a container begins there. */
    default boolean endsOptionsAtParameters() {
        return false;
    }

    /** Whether it makes, reads or deletes files of containers, and so must run as their owner. */
    default boolean needsContainerRoot() {
        return false;
    }

    /** Whether all that it does is to launch a program or to name a container, so that `plash plan` can show it. */
    default boolean hasPlan() {
        return false;
    }

    /** Whether it needs the build data, which is made if it is not there. */
    default boolean needsBuildData() {
        return true;
    }
}
