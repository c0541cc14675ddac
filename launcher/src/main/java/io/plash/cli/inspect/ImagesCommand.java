package io.plash.cli.inspect;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.inspect.DiskUsage;
import io.plash.posix.Posix;
import io.plash.reclaim.Uses;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.text.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plash images}. */
@Command(
        name = "images",
        description =
                "Lists the containers: what each was built on, its names, how much space its own layer takes, when it was made and when it was used last.",
        footer = {"", "Example:", "  plash images", "  plash images --json"})
public class ImagesCommand implements PlashCommand {

    private record Image(long container, long parent, List<String> names, long size, String created, String lastUsed) {}

    private final Session session;

    @Option(names = "--json", description = "Print JSON, with sizes in bytes.")
    private boolean json;

    @Inject
    ImagesCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean needsContainerRoot() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        List<Image> images = images();
        if (json) {
            session.print(Json.of(images));
            return 0;
        }
        Table table = new Table("CONTAINER", "PARENT", "SIZE", "CREATED", "LAST USED", "NAMES");
        for (Image image : images) {
            table.row(
                    image.container,
                    image.parent,
                    Table.size(image.size),
                    image.created,
                    image.lastUsed,
                    String.join(", ", image.names));
        }
        table.lines().forEach(session::print);
        return 0;
    }

    private List<Image> images() throws IOException {
        Containers containers = session.store().containers();
        ContainerNames names = new ContainerNames(session.store());
        Uses uses = new Uses(session.data(), containers);
        DiskUsage usage = new DiskUsage(Posix.system());
        List<Image> images = new ArrayList<>();
        for (ContainerId container : containers.all().stream().sorted().toList()) {
            images.add(new Image(
                    container.value(),
                    containers.parent(container).value(),
                    names.of(container),
                    usage.of(containers.layer(container)),
                    containers
                            .created(container)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString(),
                    uses.last(container).truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        return images;
    }
}
