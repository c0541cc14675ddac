package io.plash.cli.inspect;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.inspect.DiskUsage;
import io.plash.posix.Posix;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.text.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash history}. */
@Command(
        name = "history",
        description =
                "Shows how a container was built: its layers, the newest first, each with its size, when it was made, and the script that made it.",
        footer = {"", "Example:", "  plash history 7", "  plash history 7 --json"})
public class HistoryCommand implements PlashCommand {

    private record Layer(
            long container,
            long size,
            String created,
            List<String> names,
            @Nullable String script) {}

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    @Option(names = "--json", description = "Print JSON, with sizes in bytes.")
    private boolean json;

    @Inject
    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        List<Layer> layers = layers(session.store().containers().require(container));
        if (json) {
            session.print(Json.of(layers));
            return 0;
        }
        for (Layer layer : layers) {
            String names = Table.show(String.join(", ", layer.names));
            session.print(String.format("%s  %s  %s  %s", layer.container, Table.size(layer.size), layer.created, names)
                    .strip());
            if (layer.script != null) {
                layer.script.lines().forEach(line -> session.print("    " + Table.show(line)));
            }
        }
        return 0;
    }

    private List<Layer> layers(ContainerId id) throws IOException {
        Containers containers = session.store().containers();
        ContainerNames names = new ContainerNames(session.store());
        DiskUsage usage = new DiskUsage(Posix.system());
        List<Layer> layers = new ArrayList<>();
        for (ContainerId ancestor : containers.ancestry(id)) {
            if (!ancestor.equals(ContainerId.ROOT)) {
                layers.add(
                        0,
                        new Layer(
                                ancestor.value(),
                                usage.of(containers.layer(ancestor)),
                                containers
                                        .created(ancestor)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                names.of(ancestor),
                                containers.notes(ancestor).script().orElse(null)));
            }
        }
        return layers;
    }
}
