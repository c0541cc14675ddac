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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plash df}. */
@Command(
        name = "df",
        description =
                "Tells how much space the build data takes: for each container its own layer, which would be freed without it, and what it shares with the containers that it was built on. Files with several names count once. Below stand all layers together, and what is not part of a container.",
        footer = {"", "Example:", "  plash df", "  plash df --json"})
public class DfCommand implements PlashCommand {

    private record Space(long container, long own, long shared) {}

    private record Report(List<Space> containers, long layers, long other) {}

    private final Session session;

    @Option(names = "--json", description = "Print JSON, with sizes in bytes.")
    private boolean json;

    @Inject
    DfCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Report report = report();
        if (json) {
            session.print(Json.of(report));
            return 0;
        }
        Table table = new Table("CONTAINER", "OWN", "SHARED");
        for (Space space : report.containers) {
            table.row(space.container, Table.size(space.own), Table.size(space.shared));
        }
        table.row("all layers", Table.size(report.layers), "");
        table.row("other", Table.size(report.other), "");
        table.lines().forEach(session::print);
        return 0;
    }

    private Report report() throws IOException {
        Containers containers = session.store().containers();
        DiskUsage usage = new DiskUsage(Posix.system());
        Map<ContainerId, Long> own = new HashMap<>();
        List<Space> spaces = new ArrayList<>();
        long layers = 0;
        // A parent is older than what was built on it, and so has the smaller id.
        for (ContainerId container : containers.all().stream().sorted().toList()) {
            long bytes = usage.of(containers.layer(container));
            long shared = containers.ancestry(container).stream()
                    .mapToLong(ancestor -> own.getOrDefault(ancestor, 0L))
                    .sum();
            own.put(container, bytes);
            spaces.add(new Space(container.value(), bytes, shared));
            layers += bytes;
        }
        long other = usage.of(session.data().tmp()) + usage.of(session.data().plans());
        return new Report(spaces, layers, other);
    }
}
