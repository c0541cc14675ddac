package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.NameMap;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash map}. */
@Command(
        name = "map",
        description =
                "Reads, sets or deletes the container of a name. With one argument it prints the container, or nothing if there is none. With two it sets the container; an empty one deletes the name.",
        footer = {"", "Example:", "  plash map mytool 7", "  plash map mytool", "  plash map -- -dashed 7"})
public class MapCommand implements PlashCommand {

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "KEY",
            description = "Any name without a slash; behind -- if it begins with a dash.")
    private String key = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "CONTAINER", description = "The container, or nothing.")
    private @Nullable String container;

    /** Made without the bean container. */
    public MapCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        NameMap names = session.store().names();
        if (container == null) {
            names.get(key).ifPresent(session::print);
        } else if (container.isEmpty()) {
            names.delete(key);
        } else {
            names.set(key, session.store().containers().require(container));
        }
        return 0;
    }
}
