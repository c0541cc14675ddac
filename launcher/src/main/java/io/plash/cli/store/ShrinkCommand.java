package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.UsageException;
import io.plash.host.Messages;
import io.plash.launch.Launches;
import io.plash.reclaim.ContainerTree;
import io.plash.reclaim.Trash;
import io.plash.reclaim.Uses;
import io.plash.running.LayerUse;
import io.plash.running.RunningContainers;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plash shrink}. */
@Command(
        name = "shrink",
        description =
                "Deletes half of the containers, the oldest first. A container goes only with all that were built on it, and only if these are not more than the half. With --unused-for those go that were not used for some days, and neither was anything that was built on them.",
        footer = {"", "Example:", "  plash shrink", "  plash shrink --unused-for 30"})
public class ShrinkCommand implements PlashCommand {

    private final Session session;
    private final Launches launches;
    private final Messages messages;

    @Option(names = "--unused-for", paramLabel = "DAYS", description = "Go by the last use instead.")
    private @Nullable Integer days;

    @Inject
    ShrinkCommand(Session session, Launches launches, Messages messages) {
        this.session = session;
        this.launches = launches;
        this.messages = messages;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (days != null && days < 0) {
            throw new UsageException("--unused-for needs a number of days, got: " + days);
        }
        LayerUse use = RunningContainers.of(session.data().root()).use();
        Containers containers = session.store().containers();
        ContainerTree tree = ContainerTree.of(containers);
        List<ContainerId> tops = days == null ? tree.half() : unused(tree, containers, use, days);
        Trash trash = new Trash(session.data());
        Set<ContainerId> gone = new HashSet<>();
        for (ContainerId top : tops) {
            containers.remove(top, trash.place(top));
            gone.addAll(tree.subtree(top));
        }
        messages.note("dereferenced " + gone.size() + " of " + tree.size() + " containers");
        messages.note("cleaning up...");
        // Asked again, for one that was removed may have been started until then.
        trash.discardRemoved(RunningContainers.of(session.data().root()).use());
        return EmptyTrashCommand.after(invocation, session, launches);
    }

    /** A container that runs is used now. */
    private List<ContainerId> unused(ContainerTree tree, Containers containers, LayerUse use, int days)
            throws IOException {
        Uses uses = new Uses(session.data(), containers);
        Instant limit = Instant.now().minus(Duration.ofDays(days));
        Set<ContainerId> needed = new HashSet<>();
        for (ContainerId container : containers.all()) {
            if (use.mayNeed(container) || uses.last(container).isAfter(limit)) {
                needed.add(container);
            }
        }
        return tree.without(needed::contains);
    }
}
