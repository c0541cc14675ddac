package io.plash.cli.inspect;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.inspect.Difference;
import io.plash.inspect.LayerStack;
import io.plash.posix.Posix;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.text.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plash diff}. */
@Command(
        name = "diff",
        description =
                "Lists what the layer of a container added (A), changed (C) and deleted (D). With a second container it lists what turns the first one into the second. Files of different layers count as changed, without a look at what is in them.",
        footer = {"", "Example:", "  plash diff 7", "  plash diff 5 7"})
public class DiffCommand implements PlashCommand {

    private record Change(String kind, String path) {}

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "OTHER", description = "The container to compare with.")
    private @Nullable String other;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Inject
    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Containers containers = session.store().containers();
        ContainerId one = containers.require(container);
        List<Difference> differences =
                other == null ? between(containers.parent(one), one) : between(one, containers.require(other));
        if (json) {
            session.print(Json.of(differences.stream()
                    .map(difference -> new Change(difference.kind().name().toLowerCase(Locale.ROOT), difference.path()))
                    .toList()));
            return 0;
        }
        for (Difference difference : differences) {
            session.print(difference.kind().name().charAt(0) + " " + Table.show(difference.path()));
        }
        return 0;
    }

    /** Layers that both have are read once. */
    private List<Difference> between(ContainerId from, ContainerId to) throws IOException {
        Containers containers = session.store().containers();
        List<ContainerId> before = containers.ancestry(from);
        List<ContainerId> after = containers.ancestry(to);
        LayerStack common = new LayerStack(Posix.system(), session.store().unionTaste());
        int shared = 0;
        while (shared < Math.min(before.size(), after.size())
                && before.get(shared).equals(after.get(shared))) {
            add(common, before.get(shared++));
        }
        LayerStack stack = common.copy();
        for (ContainerId layer : before.subList(shared, before.size())) {
            add(common, layer);
        }
        for (ContainerId layer : after.subList(shared, after.size())) {
            add(stack, layer);
        }
        return Difference.between(common, stack);
    }

    private void add(LayerStack stack, ContainerId layer) throws IOException {
        stack.add(layer.value(), session.store().containers().layer(layer));
    }
}
